import { ApiError } from './api-error';

/** The server refused the request's content (400, 422). */
export class ValidationError extends ApiError {
  override get name(): string {
    return 'ValidationError';
  }
}

/** 400: the request is malformed. */
export class BadRequestError extends ValidationError {
  override get name(): string {
    return 'BadRequestError';
  }
}

/** The server does not accept the credentials. */
export class AuthenticationError extends ApiError {
  override get name(): string {
    return 'AuthenticationError';
  }
}

/** 401: credentials are missing, wrong or expired. */
export class UnauthorizedError extends AuthenticationError {
  override get name(): string {
    return 'UnauthorizedError';
  }
}

/** The credentials are valid but do not allow this. */
export class AuthorizationError extends ApiError {
  override get name(): string {
    return 'AuthorizationError';
  }
}

/** 403: not allowed; the vendor also answers this for an unknown study key. */
export class ForbiddenError extends AuthorizationError {
  override get name(): string {
    return 'ForbiddenError';
  }
}

/** 404: there is no such route or item. */
export class NotFoundError extends ApiError {
  override get name(): string {
    return 'NotFoundError';
  }
}

/** 409: the request conflicts with the current state. */
export class ConflictError extends ApiError {
  override get name(): string {
    return 'ConflictError';
  }
}

/**
 * 429: too many requests; `retryAfter` is the wait that the server asks for, in ms.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc6585#section-4 | RFC 6585, 429 Too Many Requests}
 */
export class RateLimitError extends ApiError {
  override get name(): string {
    return 'RateLimitError';
  }
}

/** 5xx: the server or a gateway before it failed. */
export class ServerError extends ApiError {
  override get name(): string {
    return 'ServerError';
  }
}
