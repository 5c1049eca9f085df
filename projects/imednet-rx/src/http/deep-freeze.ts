/**
 * Freezes parsed JSON, at any depth; what is neither a plain object nor an array stays as it is.
 *
 * @returns the value itself
 */
export function deepFreeze<T>(value: T): T {
  // A list, not recursion: a server must not be able to overflow the stack with nested arrays.
  const pending: unknown[] = [value];
  while (pending.length > 0) {
    const current = pending.pop();
    if (!isContainer(current) || Object.isFrozen(current)) continue;
    Object.freeze(current);
    for (const child of Object.values(current)) pending.push(child);
  }
  return value;
}

function isContainer(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}
