import fc from 'fast-check';

/**
 * Expects a property to hold for generated cases. A failure shows the smallest case found, and the seed and
 * path that lead there again: `fc.check(property, { seed, path })`.
 *
 * @param property - its predicate throws, or returns false, where it does not hold
 */
export async function holds<T>(property: fc.IRawProperty<T>, numRuns = 200): Promise<void> {
  const details = await fc.check(property, { numRuns });
  const reason = details.errorInstance instanceof Error ? details.errorInstance.message : '';
  expect(details.failed)
    .withContext(`${reason}\n${fc.defaultReportMessage(details) ?? ''}`)
    .toBeFalse();
}

/** Throws where two values differ, since an `expect` would report each case that is tried. */
export function mustBe(actual: unknown, expected: unknown, what: string): void {
  const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (is !== should) throw new Error(`${what}: ${is}, but should be ${should}`);
}

/** Throws where something does not hold. */
export function must(condition: boolean, story: string): void {
  if (!condition) throw new Error(story);
}
