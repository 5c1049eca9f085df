/** What could end a segment, or be taken for the end of one by a server that decodes twice. */
const UNSAFE = /[/\\?#%;]|\p{C}/u;

/**
 * Decodes a key out of a path.
 *
 * @param segment - as it stands in the path, percent-encoded
 * @returns `undefined` for what could leave its place in a path, here or on a server behind that decodes twice or
 *   folds look-alike characters into plain ones
 * @see {@link https://www.rfc-editor.org/rfc/rfc3986#section-7.3 | RFC 3986, back-end transcoding}
 */
export function decodePathKey(segment: string): string | undefined {
  let key: string;
  try {
    key = decodeURIComponent(segment);
  } catch {
    return undefined;
  }
  return isPathKey(key) ? key : undefined;
}

/** Whether a key can stand in a path, encoded. */
export function isPathKey(key: unknown): key is string {
  return typeof key === 'string' && [key, key.normalize('NFKC')].every(isPlain);
}

function isPlain(key: string): boolean {
  return key.trim() !== '' && !/^\.+$/.test(key) && !UNSAFE.test(key);
}
