import { PaginationError } from '../errors/response-contract-error';

/**
 * Returns the JSON of an item, to compare it by.
 *
 * @throws PaginationError for one that is nested more deeply than JSON can be written
 */
export function jsonText(item: unknown): string {
  try {
    return JSON.stringify(item);
  } catch {
    // The engine's RangeError: parsing has no limit of depth, writing has.
    throw new PaginationError(
      'An item is nested too deeply to be compared. Read the list with `list`, and report this to the vendor.',
    );
  }
}
