import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { AuthHeaders, AuthHeadersInput } from 'imednet-rx';
import { catchError, type Observable, tap, throwError, throwIfEmpty } from 'rxjs';
import { ask } from './ask';
import { Refusal } from './refusal';

/**
 * Asks a strategy for credentials.
 *
 * @returns emits the headers and completes; errors with a `Refusal` that tells nothing of why,
 *   since a message about credentials may contain some
 */
export function credentialsFrom(source: () => AuthHeadersInput): Observable<AuthHeaders> {
  return ask(source).pipe(
    throwIfEmpty(),
    tap(assertHeaders),
    catchError(() => throwError(() => credentialsRefusal(500))),
  );
}

/** @param status - 500 when there are none, 502 when the API does not take them */
export function credentialsRefusal(status: 500 | 502): Refusal {
  const problem = status === 500 ? 'has no credentials for' : 'is refused by';
  return new Refusal(
    status,
    'PROXY_CREDENTIALS',
    `The server ${problem} the API. Its operator has to check its keys.`,
  );
}

function assertHeaders(given: AuthHeaders): void {
  for (const [name, value] of Object.entries(given)) {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  }
}
