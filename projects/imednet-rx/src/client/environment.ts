/** The environment variables that the library knows. */
export interface Environment {
  readonly IMEDNET_API_KEY?: string | undefined;
  readonly IMEDNET_SECURITY_KEY?: string | undefined;
  readonly IMEDNET_BASE_URL?: string | undefined;
}

/** The process environment; empty in browsers, which have none. */
export function readEnvironment(): Environment {
  return (globalThis as { process?: { env?: Environment } }).process?.env ?? {};
}
