import { InjectionToken } from '@angular/core';
import type { Imednet } from 'imednet-rx';
import type { Outcome } from './outcome';

/** A named instance of an injector, which need not be there yet. */
export interface NamedInstance {
  readonly name: string;
  readonly outcome: () => Outcome<Imednet>;
  /** Those of the injectors above, which those of an injector hide from `inject`. */
  readonly outer: readonly NamedInstance[] | null;
}

export const NAMED_INSTANCES = new InjectionToken<readonly NamedInstance[]>('imednet-rx: named instances');

/** The nearest instance of a name; of several in one injector the last, as with all providers. */
export function findNamed(
  name: string,
  instances: readonly NamedInstance[] | null,
): NamedInstance | undefined {
  if (!instances) return undefined;
  const found = instances.filter((instance) => instance.name === name).at(-1);
  return found ?? findNamed(name, instances[0]?.outer ?? null);
}
