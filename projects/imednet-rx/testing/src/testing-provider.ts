/** A provider as Angular and others take it, described without importing them. */
export type TestingProvider = { provide: unknown } & (
  { useFactory: (...dependencies: never[]) => unknown; deps: unknown[] } | { useExisting: unknown }
);
