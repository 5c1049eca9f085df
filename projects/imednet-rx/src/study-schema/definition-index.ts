/**
 * Finds definitions by a key; where several have it, as when one was deleted and made anew, one that is in use.
 *
 * @param definitions - in their order; the first of equals is found
 * @param keysOf - keys of one
 * @param isInUse - tells whether it is neither disabled nor deleted
 */
export function indexBy<T, K>(
  definitions: readonly T[],
  keysOf: (definition: T) => readonly K[],
  isInUse: (definition: T) => boolean,
): ReadonlyMap<K, T> {
  const index = new Map<K, T>();
  for (const definition of definitions) {
    for (const key of keysOf(definition)) {
      const known = index.get(key);
      if (known === undefined || (!isInUse(known) && isInUse(definition))) index.set(key, definition);
    }
  }
  return index;
}
