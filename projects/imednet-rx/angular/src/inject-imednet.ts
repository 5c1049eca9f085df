import { assertInInjectionContext, inject } from '@angular/core';
import { ConfigurationError, Imednet } from 'imednet-rx';
import { findNamed, NAMED_INSTANCES } from './named-instances';

/**
 * Injects an instance: the one of `provideImednet`, or with a name one of `provideNamedImednet`.
 *
 * What it gives can be used anywhere, also outside of an injection context.
 *
 * @param name - of the instance
 * @throws ConfigurationError when no injector provides that name, or when the instance's settings are invalid
 *
 * @example
 * ```ts
 * class Sites {
 *   private readonly emea = injectImednet('emea');
 *   readonly sites = toSignal(this.emea.sites.list({ studyKey: 'DEMO' }).pipe(toArray()));
 * }
 * ```
 */
export function injectImednet(name?: string): Imednet {
  assertInInjectionContext(injectImednet);
  if (name === undefined) return inject(Imednet);
  const named = findNamed(name, inject(NAMED_INSTANCES, { optional: true }));
  if (!named) {
    throw new ConfigurationError(
      `There is no instance named "${name}" here. Provide it with provideNamedImednet("${name}", …).`,
    );
  }
  const outcome = named.outcome();
  if ('error' in outcome) throw outcome.error;
  return outcome.value;
}
