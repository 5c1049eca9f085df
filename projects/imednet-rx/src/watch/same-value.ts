/**
 * Whether two items as the API gives them have the same content, whatever the order of their attributes.
 *
 * It ends at the first difference. Dates are compared by their time; other objects that are no plain data are the same
 * only when they are identical.
 */
export function sameValue(a: unknown, b: unknown): boolean {
  // A list, not recursion: a server must not be able to overflow the stack with nested arrays.
  const pending: unknown[] = [a, b];
  while (pending.length > 0) {
    const [left, right] = [pending.pop(), pending.pop()];
    if (Object.is(left, right)) continue;
    if (left instanceof Date && right instanceof Date) {
      if (Object.is(left.getTime(), right.getTime())) continue;
      return false;
    }
    if (!isData(left) || !isData(right) || Array.isArray(left) !== Array.isArray(right)) return false;
    const names = Object.keys(left);
    if (names.length !== Object.keys(right).length) return false;
    for (const name of names) {
      const [one, other] = [left[name], right[name]];
      if (Object.is(one, other) && Object.hasOwn(right, name)) continue;
      // Text and numbers differ here, before anything is looked into more deeply.
      if (typeof one !== 'object' || typeof other !== 'object') return false;
      pending.push(one, other);
    }
  }
  return true;
}

function isData(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || Array.isArray(value);
}
