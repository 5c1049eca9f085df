/**
 * A header of an answer, whatever an adapter keeps them in; repeated ones as one text.
 *
 * @param headers - names and values as properties, as plain objects and `AxiosHeaders` have them
 * @param name - in lower case
 */
export function headerOf(headers: unknown, name: string): string | undefined {
  if (typeof headers !== 'object' || headers === null) return undefined;
  const key = Object.keys(headers).find((each) => each.toLowerCase() === name);
  const value: unknown = key === undefined ? undefined : Reflect.get(headers, key);
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
