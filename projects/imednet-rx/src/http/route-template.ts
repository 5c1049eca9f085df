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

const PLACEHOLDERS: Readonly<Record<string, string>> = { studies: '{studyKey}', jobs: '{batchId}' };

/**
 * Reduces a path to its route: segments of the API's vocabulary stay, every other becomes a placeholder.
 *
 * An allow-list, so that no path that a caller makes up can carry a value into a message, log or span.
 *
 * @see {@link https://opentelemetry.io/docs/specs/semconv/registry/attributes/url/ | url.template}
 */
export function routeTemplate(path: string): string {
  return path
    .split('/')
    .map((segment, index, segments) => {
      if (segment === '') return '';
      const placeholder = PLACEHOLDERS[segments[index - 1] ?? ''];
      return placeholder ?? (LITERALS.has(segment) ? segment : '{segment}');
    })
    .join('/');
}
