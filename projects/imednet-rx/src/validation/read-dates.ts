import { readAnyDate } from '../models/api-date';

/** Members that hold dates, and members that hold items with dates. */
export interface DateTree {
  readonly [field: string]: true | DateTree;
}

/**
 * Makes `Date`s of an item's dates. A date that can't be read is told, never guessed.
 *
 * @param item - as it came; it is left as it is
 * @param fields - which members hold dates
 * @param unreadable - told of each that holds something else, by its path
 * @returns a copy; what is `null`, absent or no item at all stays as it is
 */
export function readDates(
  item: unknown,
  fields: DateTree,
  unreadable: (path: readonly (string | number)[]) => void,
): unknown {
  if (typeof item !== 'object' || item === null) return item;
  const read: Record<string, unknown> = { ...item };
  for (const name in fields) {
    const inner = fields[name];
    const value = read[name];
    if (value === null || value === undefined || inner === undefined) continue;
    if (inner === true) {
      const time = readAnyDate(value);
      if (time === undefined) unreadable([name]);
      else read[name] = new Date(time);
    } else if (Array.isArray(value)) {
      read[name] = value.map((part, index) =>
        readDates(part, inner, (path) => {
          unreadable([name, index, ...path]);
        }),
      );
    }
  }
  return read;
}
