import { AdapterOverride } from 'imednet-rx';
import { FakeImednet } from './fake-imednet';
import { fakeImednetAdapter, type FakeImednetAdapterOptions } from './fake-imednet-adapter';
import type { FakeImednetOptions } from './fake-options';
import type { TestingProvider } from './testing-provider';

/**
 * Lets a `FakeImednet` in memory answer the requests of all instances of `provideImednet`.
 *
 * Inject `FakeImednet` to change its data.
 *
 * @param options - of the fake; `latency` in ms
 * @returns providers, to be given beside those of the application
 *
 * @example
 * ```ts
 * TestBed.configureTestingModule({
 *   providers: [provideImednet({ auth: new SameOriginAuth() }), provideFakeImednet({ subjects: 20 })],
 * });
 * ```
 */
export function provideFakeImednet(
  options: FakeImednetOptions & FakeImednetAdapterOptions = {},
): TestingProvider[] {
  return [
    { provide: FakeImednet, useFactory: () => new FakeImednet(options), deps: [] },
    {
      provide: AdapterOverride,
      useFactory: (fake: FakeImednet) => ({ adapter: fakeImednetAdapter(fake, options) }),
      deps: [FakeImednet],
    },
  ];
}
