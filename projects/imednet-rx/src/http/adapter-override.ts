import type { AxiosAdapter } from 'axios';

/**
 * What a dependency injector knows an adapter by that replaces the configured one, for tests.
 *
 * A class, because it can be a token for any injector without importing one.
 *
 * @example
 * ```ts
 * TestBed.configureTestingModule({
 *   providers: [provideImednet(config), { provide: AdapterOverride, useValue: { adapter } }],
 * });
 * ```
 */
export abstract class AdapterOverride {
  /** Sends the requests. */
  abstract readonly adapter: AxiosAdapter;
}
