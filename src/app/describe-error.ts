import {
  AuthenticationError,
  AuthorizationError,
  isImednetError,
  NetworkError,
  RateLimitError,
  RequestTimeoutError,
  ServerError,
} from 'imednet-rx';

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
  if (error instanceof AuthenticationError) return 'iMednet does not accept the keys of this dashboard.';
  if (error instanceof AuthorizationError)
    return 'The keys of this dashboard do not give access to this study.';
  if (error instanceof RateLimitError) return `iMednet asks for fewer requests. ${waitOf(error)}`;
  if (error instanceof RequestTimeoutError) return 'iMednet took too long to answer.';
  if (error instanceof NetworkError) return 'iMednet can’t be reached. Check the network connection.';
  if (error instanceof ServerError) return 'iMednet has a problem at the moment.';
  return 'Something unexpected went wrong.';
}

function waitOf({ retryAfter }: RateLimitError): string {
  return retryAfter === undefined ? 'Wait a moment.' : `Wait ${Math.ceil(retryAfter / 1000)} seconds.`;
}
