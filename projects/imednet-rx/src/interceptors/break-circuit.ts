import { asyncScheduler, defer, tap, throwError } from 'rxjs';
import { CircuitOpenError } from '../errors/circuit-open-error';
import type { RequestInterceptor } from '../http/request-handler';
import { circuitOutcome } from '../policies/circuit-outcome';
import { fitsDeadline } from './deadline';
import type { HostCircuits } from './host-circuits';

/** A timer may ring that early by the clock, in ms. */
const TIMER_TOLERANCE = 1;

/**
 * Lets an attempt through while its host's circuit does, and counts how it ends.
 *
 * An attempt whose caller unsubscribes counts for nothing, and makes room for another probe. One that the
 * call's deadline ends counts as timed out: else a host that hangs would never be noticed where the whole
 * call has less time than an attempt.
 */
export function breakCircuit(circuits: HostCircuits): RequestInterceptor {
  return (request, next) =>
    defer(() => {
      const { host, breaker } = circuits.ofUrl(request.url);
      const permit = breaker.tryEnter(asyncScheduler.now());
      if (permit === undefined) {
        const retryAfter = breaker.retryAfter(asyncScheduler.now());
        return throwError(() => new CircuitOpenError(request, host, retryAfter));
      }
      return defer(() => next(request)).pipe(
        tap({
          // At the answer, not at the completion: who takes one value unsubscribes in between.
          next: () => {
            permit.settle('success', asyncScheduler.now());
          },
          error: (error: unknown) => {
            permit.settle(circuitOutcome(error), asyncScheduler.now());
          },
          finalize: () => {
            const expired = !fitsDeadline(TIMER_TOLERANCE, request);
            permit.settle(expired ? 'failure' : 'ignored', asyncScheduler.now());
          },
        }),
      );
    });
}

/**
 * Refuses an attempt at once while its host's circuit is open, without counting it.
 *
 * Placed before a queue, so that nobody lines up for a host that is down; {@link breakCircuit} behind the
 * queue decides about those who lined up before.
 */
export function refuseWhileOpen(circuits: HostCircuits): RequestInterceptor {
  return (request, next) =>
    defer(() => {
      const { host, breaker } = circuits.ofUrl(request.url);
      const retryAfter = breaker.state === 'open' ? breaker.retryAfter(asyncScheduler.now()) : 0;
      return retryAfter > 0
        ? throwError(() => new CircuitOpenError(request, host, retryAfter))
        : next(request);
    });
}
