import { defer, Observable, tap } from 'rxjs';
import type { RequestInterceptor } from '../http/request-handler';
import { DeadlineUnreachableError, fitsDeadline } from './deadline';
import type { FlowGate } from './flow-gate';

/**
 * Sends an attempt when the gate admits it, and holds the slot until it ends or its caller unsubscribes.
 *
 * It belongs inside the retry step, so that no slot is held while a retry waits for its turn.
 */
export function gateRequests(gate: FlowGate): RequestInterceptor {
  return (request, next) =>
    new Observable((subscriber) => {
      // `take` may have closed the subscriber before its source starts; then nothing must be sent.
      if (subscriber.closed) return;
      if (!fitsDeadline(gate.knownWait(), request)) {
        subscriber.error(new DeadlineUnreachableError(request));
        return;
      }
      const leave = gate.enter((slot) => {
        // The admission of one ahead may just have unsubscribed this one.
        if (subscriber.closed) {
          slot.release();
          return;
        }
        defer(() => next(request))
          .pipe(
            tap({
              next: () => {
                slot.succeeded();
              },
              error: (error: unknown) => {
                slot.failed(error);
              },
              // Behind the abort of an attempt, so that the next one does not run beside it.
              finalize: () => {
                slot.release();
              },
            }),
          )
          .subscribe(subscriber);
      });
      subscriber.add(leave);
    });
}
