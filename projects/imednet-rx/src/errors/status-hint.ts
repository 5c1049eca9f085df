const HINTS: Readonly<Record<number, string>> = {
  400: "Correct the request's parameters; `attribute` and `description` tell what was refused.",
  401: 'Check the API key and the security key, or the token.',
  403: 'Check the study key, and that these credentials may read that study.',
  404: 'Check the path and the keys in it.',
  409: 'Read the current state again before you repeat the request.',
  422: "Correct the request's values; `attribute` and `description` tell what was refused.",
  429: 'Send fewer requests; wait `retryAfter` ms where it is given.',
};

/** What the reader of an error of this status should do next. */
export function statusHint(status: number): string {
  if (status >= 500) return 'The server failed; try again later, and tell the vendor if it goes on.';
  return HINTS[status] ?? 'Check the request and the base URL.';
}
