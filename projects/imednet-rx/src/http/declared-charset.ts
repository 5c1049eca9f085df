/** A parameter of a media type; what stands in quotation marks holds none. */
const PARAMETER = /;\s*([^\s;,="]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;,"]*)/g;

/**
 * Returns the charset that a media type declares, in lower case; empty without one.
 *
 * @param contentType - value of the header; several ones are separated by a comma
 * @returns `undefined` when it declares different ones: whichever is believed could alter the text
 */
export function declaredCharset(contentType: string): string | undefined {
  const labels = new Set(
    Array.from(contentType.matchAll(PARAMETER))
      .filter(([, name = '']) => name.toLowerCase() === 'charset')
      .map(([, , value = '']) =>
        value
          .replace(/^"(.*)"$/, '$1')
          .trim()
          .toLowerCase(),
      )
      .filter((label) => label !== ''),
  );
  return labels.size > 1 ? undefined : ([...labels][0] ?? '');
}
