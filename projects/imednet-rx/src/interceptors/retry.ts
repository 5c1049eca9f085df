import { defer, finalize, type Observable, retry, tap, throwError, timer } from 'rxjs';
import type { ImednetRequest } from '../http/imednet-request';
import type { RequestInterceptor } from '../http/request-handler';
import { decideRetry } from '../policies/decide-retry';
import type { RetryBudget } from '../policies/retry-budget';
import type { RetryPolicy } from '../policies/retry-policy';
import type { RetryOptions } from '../policies/retry-options';
import { DeadlineUnreachableError, fitsDeadline } from './deadline';

/** Why there is no further attempt. */
type GiveUpReason = 'retries' | 'policy' | 'deadline' | 'budget';

/** What was decided about a failed attempt: another one after so many ms, or none, and why. */
export type RetryDecision = { readonly delay: number } | { readonly reason: GiveUpReason };

/** Is told of each decision; must not throw. */
export type RetryListener = (
  request: ImednetRequest,
  failedAttempt: number,
  error: unknown,
  decision: RetryDecision,
) => void;

/**
 * Sends the request again while the policy, read anew at each failure, says so, the delay ends before the
 * call's deadline, and the client's budget pays for it; else the attempt's own error goes on.
 *
 * @param policy - gives the policy that is current at each failure
 * @param options - number of retries, backoff
 * @param budget - shared by all calls of a client; without it retries cost nothing
 * @param onDecision - is told of each decision
 */
export function retryRequests(
  policy: () => RetryPolicy,
  options: RetryOptions,
  budget?: RetryBudget,
  onDecision: RetryListener = () => undefined,
): RequestInterceptor {
  return (request, next) =>
    defer(() => {
      let attempt = 0;
      let answered = false;
      let paid: number | undefined;

      const beforeRetry = (error: unknown, failed: number): Observable<unknown> => {
        const decided = (decision: RetryDecision): void => {
          onDecision(request, failed, error, decision);
        };
        const giveUp = (reason: GiveUpReason): Observable<never> => {
          decided({ reason });
          return throwError(() => error);
        };
        if (failed > options.retries) return giveUp('retries');
        if (request.once?.mayHaveArrived) return giveUp('policy');
        // That wait is as long for any further attempt.
        if (error instanceof DeadlineUnreachableError) return giveUp('deadline');
        const wait = decideRetry(policy, error, failed, { ...options, method: request.method });
        if (wait === undefined) return giveUp('policy');
        if (!fitsDeadline(wait, request)) return giveUp('deadline');
        // Asked last: a retry that is not sent must not cost anything.
        paid = budget?.tryAcquire(error);
        if (budget && paid === undefined) return giveUp('budget');
        decided({ delay: wait });
        return budget && paid !== undefined ? refundUnlessOver(timer(wait), budget, paid) : timer(wait);
      };

      return defer(() => next({ ...request, attempt: ++attempt })).pipe(
        // Without `count`, with which the last failure would not be told.
        retry({ delay: beforeRetry }),
        tap(() => {
          // At the answer, not at the completion: who takes one value unsubscribes in between.
          if (!answered) budget?.release(paid);
          answered = true;
        }),
      );
    });
}

/** Gives back what was paid for a retry whose caller unsubscribes while it still waits. */
function refundUnlessOver(
  wait$: Observable<unknown>,
  budget: RetryBudget,
  paid: number,
): Observable<unknown> {
  let over = false;
  return wait$.pipe(
    tap(() => (over = true)),
    finalize(() => {
      if (!over) budget.release(paid);
    }),
  );
}
