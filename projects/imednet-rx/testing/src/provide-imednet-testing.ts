import { AdapterOverride } from 'imednet-rx';
import { ImednetTestingController } from './imednet-testing-controller';
import type { TestingProvider } from './testing-provider';

/**
 * Lets requests of all instances of `provideImednet` wait in an `ImednetTestingController`.
 *
 * @returns providers, to be given beside those of the application
 *
 * @example
 * ```ts
 * TestBed.configureTestingModule({
 *   providers: [provideImednet({ auth: new SameOriginAuth() }), provideImednetTesting()],
 * });
 * const controller = TestBed.inject(ImednetTestingController);
 * ```
 */
export function provideImednetTesting(): TestingProvider[] {
  return [
    { provide: ImednetTestingController, useFactory: () => new ImednetTestingController(), deps: [] },
    { provide: AdapterOverride, useExisting: ImednetTestingController },
  ];
}
