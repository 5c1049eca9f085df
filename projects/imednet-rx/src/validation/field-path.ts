/** A name that cannot be a sentence, a date or a number: what a server puts in the place of a name could be data. */
const NAME = /^[A-Za-z_][\w.]{0,63}$/;
/** Stands for what is not told by its name. */
export const OTHER = '(other)';
/** Names in a path; what lies deeper is told as its part at this depth. */
const DEPTH = 6;

/**
 * Writes the path of a field, e.g. `keywords[].dateAdded`: the same for each item of an array.
 *
 * @param segments - names, and positions in arrays
 * @returns the path; `(other)` for each name that does not look like one, `(item)` for the item itself
 */
export function fieldPath(segments: readonly unknown[]): string {
  let path = '';
  for (const segment of segments.slice(0, DEPTH)) {
    if (typeof segment === 'number') path += '[]';
    else path += `${path && '.'}${typeof segment === 'string' && NAME.test(segment) ? segment : OTHER}`;
  }
  return path || '(item)';
}
