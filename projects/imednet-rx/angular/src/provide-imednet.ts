import { DestroyRef, type EnvironmentProviders, inject, makeEnvironmentProviders } from '@angular/core';
import { Context, createImednet, Imednet, ImednetClient, type ImednetConfig } from 'imednet-rx';

/**
 * Provides `Imednet`, `ImednetClient` and `Context` for injection.
 *
 * The instance is made when first injected, and closed with the injector that provides it: at the root
 * with the application, in a route's `providers` with that route's injector.
 *
 * @param config - settings, or a function that gives them; it runs in the injection context
 * @returns providers for `bootstrapApplication` or a route
 * @throws ConfigurationError at the first injection, naming each setting that is missing or invalid
 *
 * @example
 * ```ts
 * bootstrapApplication(App, { providers: [provideImednet({ auth: new SameOriginAuth() })] });
 *
 * class Studies {
 *   private readonly imednet = inject(Imednet);
 *   readonly studies = toSignal(this.imednet.studies.list().pipe(toArray()));
 * }
 * ```
 */
export function provideImednet(config: ImednetConfig | (() => ImednetConfig)): EnvironmentProviders {
  return makeEnvironmentProviders([
    {
      provide: Imednet,
      useFactory: (): Imednet => {
        const imednet = createImednet(typeof config === 'function' ? config() : config);
        inject(DestroyRef).onDestroy(() => {
          imednet.close();
        });
        return imednet;
      },
    },
    { provide: ImednetClient, useFactory: () => inject(Imednet).client },
    { provide: Context, useFactory: () => inject(Imednet).context },
  ]);
}
