/** Takes a step that must not break a request: what it throws is dropped, and its result is `undefined` then. */
export function safely<T>(step: () => T): T | undefined {
  try {
    return step();
  } catch {
    return undefined;
  }
}
