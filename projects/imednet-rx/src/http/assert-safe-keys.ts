import { PaginationError } from '../errors/response-contract-error';
import { isJsonObject } from './is-json-object';

/** How the API names what it identifies something by, e.g. `siteId`, `recordOid`, `formKey`. */
const KEY_NAME = /^\w+(?:Id|Oid|Key)$/;

/**
 * Rejects items with a key that is a number, but not a safe integer.
 *
 * Parsing rounds an integer beyond 2^53 to another one, so that such a key may belong to another item. Strings, null and
 * missing keys are not its concern. Only names and types are inspected: of an item and of those in its lists, not of
 * `recordData`.
 *
 * Where the items have a natural key, each of them must be a JSON object.
 *
 * @param items - as parsed
 * @param place - what holds them, for the message, e.g. `Page 3`
 * @param itemKey - name of the natural key, where it has one of another form
 * @throws PaginationError that names the place and the field, never the value
 */
export function assertSafeKeys(items: readonly unknown[], place: string, itemKey?: string): void {
  for (const [index, item] of items.entries()) {
    if (itemKey !== undefined && !isJsonObject(item)) {
      throw new PaginationError(
        `${place} can't be read safely: its item ${String(index)} is not a JSON object. ` +
          'Nothing of it was emitted; report this to the vendor.',
      );
    }
    const field = unsafeKey(item, itemKey, true);
    if (field !== undefined) {
      throw new PaginationError(
        `${place} can't be read safely: "${field}" is not a safe integer, and may have been rounded. ` +
          'Nothing of it was emitted; report this to the vendor.',
      );
    }
  }
}

function unsafeKey(item: unknown, itemKey?: string, inLists?: boolean): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  for (const name in item) {
    const value = (item as Readonly<Record<string, unknown>>)[name];
    if (typeof value === 'number') {
      if (!Number.isSafeInteger(value) && (name === itemKey || KEY_NAME.test(name))) return name;
    } else if (inLists && name !== 'recordData' && Array.isArray(value)) {
      for (const entry of value) {
        const field = unsafeKey(entry);
        if (field !== undefined) return `${name}[].${field}`;
      }
    }
  }
  return undefined;
}
