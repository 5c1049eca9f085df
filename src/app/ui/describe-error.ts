import {
  AuthenticationError,
  AuthorizationError,
  CircuitOpenError,
  isImednetError,
  ModuleUnavailableError,
  NetworkError,
  RateLimitError,
  RequestTimeoutError,
  ServerError,
} from 'imednet-rx';
import { TEXTS } from './texts';

/** An error in words for the person in front of the page. */
export interface ErrorDescription {
  readonly summary: string;
  /** Facts for whoever looks into it; absent when they could hold something private. */
  readonly detail: string | null;
}

/** Says what went wrong and what to do about it. */
export function describeError(error: unknown): ErrorDescription {
  // The library's messages hold no keys and no patient data; those of other errors might.
  return { summary: summaryOf(error), detail: isImednetError(error) ? error.message : null };
}

function summaryOf(error: unknown): string {
  const { errors } = TEXTS;
  if (error instanceof AuthenticationError) return errors.keys;
  if (error instanceof AuthorizationError) return errors.access;
  if (error instanceof RateLimitError) return `${errors.rate} ${waitOf(error)}`;
  if (error instanceof RequestTimeoutError) return errors.slow;
  if (error instanceof NetworkError) return errors.network;
  if (error instanceof CircuitOpenError) return errors.circuit;
  if (error instanceof ServerError) return errors.server;
  if (error instanceof ModuleUnavailableError) return errors.module;
  return errors.other;
}

function waitOf({ retryAfter }: RateLimitError): string {
  const { errors } = TEXTS;
  return retryAfter === undefined ? errors.waitAMoment : errors.wait(Math.ceil(retryAfter / 1000));
}
