import { InvalidArgumentError } from '../errors/client-error';

/** Where all routes of the API begin. */
export const API_ROOT = '/api/v1/edc';

/**
 * Builds the path of an API route from its segments, each encoded on its own.
 *
 * @example
 * ```ts
 * encodePath('studies', studyKey, 'records'); // '/api/v1/edc/studies/DEMO/records'
 * ```
 * @throws InvalidArgumentError for a segment that could change the route
 */
export function encodePath(...segments: readonly string[]): string {
  return [API_ROOT, ...segments.map(encodeSegment)].join('/');
}

/**
 * Refuses a key that could leave its place in a path: blank, dots only, or with slashes, `?`, `#`, `%`,
 * control characters.
 *
 * @param name - what the key is, for the message
 * @throws InvalidArgumentError
 */
export function assertPathKey(name: string, key: unknown): asserts key is string {
  if (typeof key !== 'string' || key.trim() === '') throw new InvalidArgumentError(`The ${name} is blank.`);
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/^\.+$/.test(key) || /[\u0000-\u001f\u007f/\\?#%]|\p{Surrogate}/u.test(key)) {
    throw new InvalidArgumentError(
      `The ${name} contains characters that can't be part of a key: dots only, a slash, "?", "#", "%" or a control character.`,
    );
  }
}

function encodeSegment(segment: string): string {
  assertPathKey('path segment', segment);
  return encodeURIComponent(segment);
}
