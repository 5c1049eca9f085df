import { ApiError, type ApiErrorInit } from './api-error';
import {
  BadRequestError,
  ConflictError,
  ForbiddenError,
  NotFoundError,
  RateLimitError,
  ServerError,
  UnauthorizedError,
  ValidationError,
} from './status-errors';

const BY_STATUS: Readonly<Record<number, new (init: ApiErrorInit) => ApiError>> = {
  400: BadRequestError,
  401: UnauthorizedError,
  403: ForbiddenError,
  404: NotFoundError,
  409: ConflictError,
  422: ValidationError,
  429: RateLimitError,
};

/** The typed error of an HTTP status. */
export function apiErrorForStatus(init: ApiErrorInit): ApiError {
  const ErrorOfStatus = BY_STATUS[init.status] ?? (init.status >= 500 ? ServerError : ApiError);
  return new ErrorOfStatus(init);
}
