import type { AxiosResponse } from 'axios';
import { asyncScheduler, catchError, map, throwError } from 'rxjs';
import type { ApiErrorInit } from '../errors/api-error';
import { apiErrorForStatus } from '../errors/api-error-for-status';
import { RedirectError } from '../errors/response-contract-error';
import { UnknownOutcomeError } from '../errors/delivery-errors';
import { isImednetError } from '../errors/imednet-error';
import { NetworkError } from '../errors/request-error';
import { bodySize } from '../http/body-size';
import { readErrorEnvelope } from '../http/error-envelope';
import { headerOf } from '../http/header-of';
import type { ImednetRequest } from '../http/imednet-request';
import type { ImednetResponse } from '../http/imednet-response';
import { parseJson } from '../http/parse-json';
import { reportedError } from '../http/reported-error';
import type { RequestInterceptor } from '../http/request-handler';
import { parseHttpDate } from '../policies/http-date';
import { parseRetryAfter } from '../policies/retry-after';

/**
 * Turns the response of axios into parsed data or a typed error; no interceptor above sees an axios error.
 *
 * Every response passes here once, so that an error inside a success is an error for retries, circuit breaker, logs and
 * metrics too.
 */
export const typeResponse: RequestInterceptor = (request, next) =>
  next(request).pipe(
    map((response) => acceptOrThrow(response, request)),
    catchError((error: unknown) =>
      throwError(() => (isImednetError(error) ? error : new NetworkError(request, error))),
    ),
  );

function acceptOrThrow(response: AxiosResponse<unknown>, request: ImednetRequest): ImednetResponse {
  const { status } = response;
  const facts = (): ApiErrorInit => ({
    method: request.method,
    route: request.route,
    status,
    retryAfter: retryAfterOf(response),
    response,
  });
  if (status >= 200 && status < 300) {
    const data = parseJson(response.data, status, request);
    const error = reportedError(data, facts);
    // The status says that a write was accepted: whatever error the body names, it may have been carried out.
    if (error) throw request.method === 'GET' ? error : new UnknownOutcomeError(request, error);
    return {
      ...response,
      data,
      bodySize: bodySize(response, response.data),
      ...(request.rawText === true && { rawText: response.data as string }),
      ...(request.parse && { numbers: 'text' }),
    };
  }
  // `fetch` gives a refused redirect as an opaque response of status 0.
  if (status < 400) throw new RedirectError(request);
  throw apiErrorForStatus({ ...facts(), ...readErrorEnvelope(response.data) });
}

/** A date is counted from the server's own `Date`, so that a wrong client clock does not matter. */
function retryAfterOf(response: AxiosResponse): number | undefined {
  const value = headerOf(response.headers, 'retry-after');
  if (value === undefined) return undefined;
  const now = asyncScheduler.now();
  const date = headerOf(response.headers, 'date');
  return parseRetryAfter(value, (date === undefined ? undefined : parseHttpDate(date, now)) ?? now);
}
