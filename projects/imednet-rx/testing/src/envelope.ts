import type { FakeApiError } from './fake-api-error';
import type { FakeRequest, FakeResponse } from './fake-messages';
import type { ListPage } from './list-query';
import { timestamp } from './timestamp';

const JSON_HEADERS = { 'content-type': 'application/json' };

const STATUS_NAMES: Readonly<Record<number, string>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  429: 'TOO_MANY_REQUESTS',
  500: 'INTERNAL_SERVER_ERROR',
  503: 'SERVICE_UNAVAILABLE',
};

function metadata(request: Pick<FakeRequest, 'method' | 'path'>, status: string, now: number, error: object) {
  return { status, method: request.method, path: request.path, timestamp: timestamp(now), error };
}

export function listResponse(request: FakeRequest, now: number, page: ListPage): FakeResponse {
  return {
    status: 200,
    headers: JSON_HEADERS,
    body: { metadata: metadata(request, 'OK', now, {}), ...page },
  };
}

/** Answers that come without the envelope: those about jobs. */
export function plainResponse(status: number, body: object): FakeResponse {
  return { status, headers: JSON_HEADERS, body };
}

export function errorResponse(
  request: Pick<FakeRequest, 'method' | 'path'>,
  now: number,
  error: Pick<FakeApiError, 'status' | 'code' | 'message' | 'field'>,
): FakeResponse {
  const { status, code, message: description, field } = error;
  const details = field ? { code, description, field } : { code, description };
  return {
    status,
    headers: JSON_HEADERS,
    body: { metadata: metadata(request, STATUS_NAMES[status] ?? 'ERROR', now, details) },
  };
}
