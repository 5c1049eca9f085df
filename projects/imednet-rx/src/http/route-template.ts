const LITERALS: ReadonlySet<string> = new Set([
  'api',
  'v1',
  'edc',
  'studies',
  'sites',
  'forms',
  'intervals',
  'visits',
  'subjects',
  'users',
  'variables',
  'codings',
  'queries',
  'recordRevisions',
  'records',
  'jobs',
]);

const PLACEHOLDERS: ReadonlyMap<string, string> = new Map([
  ['studies', '{studyKey}'],
  ['jobs', '{batchId}'],
]);

/**
 * Reduces a path to its route: segments of the API's vocabulary stay, every other becomes a placeholder.
 *
 * An allow-list, so that no path that a caller makes up can carry a value into a message, log or span.
 *
 * @see {@link https://opentelemetry.io/docs/specs/semconv/registry/attributes/url/ | url.template}
 */
export function routeTemplate(path: string): string {
  let expected: string | undefined;
  const segments = path.split('/').map((segment) => {
    if (segment === '') return '';
    const reduced = expected ?? (LITERALS.has(segment) ? segment : '{segment}');
    // A key that reads like a route ("jobs") takes its place as a key and announces nothing.
    expected = expected === undefined ? PLACEHOLDERS.get(segment) : undefined;
    return reduced;
  });
  return segments.join('/');
}
