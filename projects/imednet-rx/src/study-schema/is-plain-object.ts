/** Tells whether JSON would write a value as an object with its own keys, as it would not a list, date or map. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return Object.prototype.toString.call(value) === '[object Object]';
}
