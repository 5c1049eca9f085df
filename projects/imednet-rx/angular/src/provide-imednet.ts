import {
  type EnvironmentProviders,
  inject,
  InjectionToken,
  Injector,
  makeEnvironmentProviders,
  type Provider,
} from '@angular/core';
import { ConfigurationError, Context, Imednet, ImednetClient, type ImednetConfig } from 'imednet-rx';
import { assertEachOnce } from './combine-settings';
import type { ImednetFeature } from './imednet-feature';
import { makeInstance } from './make-instance';
import { NAMED_INSTANCES, type NamedInstance } from './named-instances';
import { attempt, type Outcome, partOf } from './outcome';

type Config = ImednetConfig | (() => ImednetConfig);

/**
 * Provides `Imednet`, `ImednetClient` and `Context` for injection.
 *
 * The instance is made when first injected, and closed with the injector that provides it: at the root
 * with the application, in a route's `providers` with that route's injector.
 *
 * @param config - settings, or a function that gives them; it runs once, in the injection context
 * @param features - `withAuth`, `withInterceptors` and so on, each once
 * @returns providers for `bootstrapApplication` or a route
 * @throws ConfigurationError when a feature is given twice; and at the first injection, naming each setting
 *   that is missing, invalid, or set by a feature as well
 *
 * @example
 * ```ts
 * bootstrapApplication(App, {
 *   providers: [provideImednet({ auth: new SameOriginAuth() }, withFlowControl({ concurrency: 4 }))],
 * });
 *
 * class Studies {
 *   private readonly imednet = inject(Imednet);
 *   readonly studies = toSignal(this.imednet.studies.list().pipe(toArray()));
 * }
 * ```
 */
export function provideImednet(config: Config, ...features: ImednetFeature[]): EnvironmentProviders {
  const [token, instance] = instanceProvider(config, features);
  return makeEnvironmentProviders([
    instance,
    { provide: Imednet, useFactory: () => partOf(inject(token), (imednet) => imednet) },
    { provide: ImednetClient, useFactory: () => partOf(inject(token), ({ client }) => client) },
    { provide: Context, useFactory: () => partOf(inject(token), ({ context }) => context) },
  ]);
}

/**
 * Provides one of several instances, for `injectImednet(name)`; otherwise as {@link provideImednet}.
 *
 * @param name - tells it apart; an injector further down may give the same name to another one
 * @throws ConfigurationError also when the name is blank
 *
 * @example
 * ```ts
 * providers: [
 *   provideNamedImednet('emea', { auth: new SameOriginAuth(), baseUrl: '/emea' }),
 *   provideNamedImednet('us', { auth: new SameOriginAuth(), baseUrl: '/us' }),
 * ]
 * ```
 */
export function provideNamedImednet(
  name: string,
  config: Config,
  ...features: ImednetFeature[]
): EnvironmentProviders {
  if (name.trim() === '') {
    throw new ConfigurationError('The name of the instance is blank. Pass one for `injectImednet`.');
  }
  const [token, instance] = instanceProvider(config, features);
  const useFactory = (): NamedInstance => {
    const injector = inject(Injector);
    return {
      name,
      outcome: () => injector.get(token),
      outer: inject(NAMED_INSTANCES, { skipSelf: true, optional: true }),
    };
  };
  return makeEnvironmentProviders([instance, { provide: NAMED_INSTANCES, multi: true, useFactory }]);
}

function instanceProvider(
  config: Config,
  features: readonly ImednetFeature[],
): [InjectionToken<Outcome<Imednet>>, Provider] {
  assertEachOnce(features);
  const token = new InjectionToken<Outcome<Imednet>>('imednet-rx: instance');
  return [token, { provide: token, useFactory: () => attempt(() => makeInstance(config, features)) }];
}
