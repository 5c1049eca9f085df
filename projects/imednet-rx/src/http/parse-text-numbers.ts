import { parse } from 'lossless-json';

type Json = Readonly<Record<string, unknown>>;

/**
 * Parses a body like `JSON.parse`, but keeps the numbers in the `recordData` of its rows as strings: their source text.
 *
 * Only `recordData` is taken from the lossless parser, so that everything else is what `JSON.parse` returns.
 *
 * @param text - a JSON array of rows, or an object whose arrays hold rows
 * @throws SyntaxError for what is not JSON; RangeError where it is nested too deeply for the lossless parser
 * @see {@link https://github.com/josdejong/lossless-json | lossless-json}
 */
export function parseTextNumbers(text: string): unknown {
  const body: unknown = JSON.parse(text);
  // A body without a name that could be it is the same either way; a name may be written with escapes.
  if (!text.includes('recordData') && !text.includes('\\u')) return body;
  const exact = parse(text, undefined, {
    parseNumber: (source) => source,
    onDuplicateKey: ({ newValue }) => newValue,
  });
  const exactLists = listsOf(exact);
  listsOf(body).forEach((rows, list) => {
    rows.forEach((row, index) => {
      if (!hasData(row)) return;
      const exactRow = exactLists[list]?.[index] as Json;
      (row as Record<string, unknown>)['recordData'] = exactRow['recordData'];
    });
  });
  return body;
}

function listsOf(body: unknown): readonly (readonly unknown[])[] {
  if (Array.isArray(body)) return [body];
  return typeof body === 'object' && body !== null ? Object.values(body).filter(Array.isArray) : [];
}

/** Whether a row has answers; a number in their place is not one of them. */
function hasData(row: unknown): boolean {
  return (
    typeof row === 'object' &&
    row !== null &&
    Object.hasOwn(row, 'recordData') &&
    typeof (row as Json)['recordData'] === 'object'
  );
}
