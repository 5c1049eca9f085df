import { apiErrorForStatus } from '../errors/api-error-for-status';
import { InvalidArgumentError } from '../errors/client-error';
import { PaginationError } from '../errors/response-contract-error';
import { filterValue } from '../filters/filter-value';
import type { Page } from '../pagination/page';

/** What tells one item from the others of its list. */
export type ItemKey = string | number;

/**
 * How to ask for one item by a filter, and how to take it from the answer.
 *
 * @param attribute - name of the attribute that holds the key
 * @param key - of the item
 * @param number - name of the key that is a number, where a list has another one that is a string
 * @throws InvalidArgumentError for a key that no filter can hold
 */
export function onlyItem<T extends object>(
  attribute: string,
  key: ItemKey,
  number?: string,
): { readonly filter: string; readonly only: (page: Page<T>, route: string) => T } {
  return {
    filter: `${attribute}==${filterValue(key)}`,
    only: ({ items }, route) => {
      const item = items.find((candidate) => Reflect.get(candidate, attribute) === key);
      if (item) return item;
      if (items.length === 0) throw apiErrorForStatus({ status: 404, method: 'GET', route });
      if (number !== undefined && /^\d+$/.test(String(key))) {
        throw new InvalidArgumentError(
          `A string is a ${attribute}, which no item of the response has. Pass a number for a ${number}.`,
        );
      }
      throw new PaginationError(
        `${route}: the server does not honour the filter by ${attribute}, or ${attribute} is not a ${typeof key} ` +
          'in its response. Read the list.',
      );
    },
  };
}
