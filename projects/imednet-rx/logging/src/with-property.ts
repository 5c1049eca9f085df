/**
 * Takes a synchronous step while a property has another value, and puts back what was there: nobody else can
 * run in between and notice.
 */
export function withProperty<K extends string, V, T>(
  target: Partial<Record<K, V>>,
  key: K,
  value: V,
  step: () => T,
): T {
  const before = Object.hasOwn(target, key) ? { value: target[key] } : undefined;
  target[key] = value;
  try {
    return step();
  } finally {
    // An environment would turn `undefined` into text.
    if (before) target[key] = before.value;
    else Reflect.deleteProperty(target, key);
  }
}
