/** What came of making something: it, or the error. */
export type Outcome<T> = { readonly value: T } | { readonly error: unknown };

/** Tries once, and keeps what came of it. */
export function attempt<T>(make: () => T): Outcome<T> {
  try {
    return { value: make() };
  } catch (error) {
    return { error };
  }
}

/**
 * A part of what was made, as a provider's factory may return it.
 *
 * An injector takes a factory that threw for a circle from then on, and says so instead of the error. Hence
 * the factory does not throw: it returns an object that does as soon as anything touches it. The injector
 * itself touches what it gives out, to see whether it wants to be destroyed.
 */
export function partOf<T, P extends object>(outcome: Outcome<T>, part: (value: T) => P): P {
  if ('value' in outcome) return part(outcome.value);
  return new Proxy({} as P, {
    get: () => {
      throw outcome.error;
    },
  });
}
