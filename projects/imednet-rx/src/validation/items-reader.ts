import { ItemValidationError } from '../errors/item-validation-error';
import { DATE_FIELDS } from '../models/date-fields';
import type { ResourceName } from '../models/items-by-resource';
import type { Page } from '../pagination/page';
import type { ListListener } from '../pagination/requestor';
import { type CheckedData, checkData } from './check-data';
import type { CheckItem } from './check-item';
import { fieldPath } from './field-path';
import { PageTally } from './page-tally';
import { readDates } from './read-dates';
import type { ReadingPlan } from './reading-options';

/**
 * Reads the items of a list page by page: checks them, converts their dates, and hands answers to the caller's schema.
 *
 * Items are never changed, only copied where something of them is converted.
 */
export class ItemsReader {
  readonly #resource: ResourceName;
  readonly #plan: ReadingPlan;
  readonly #check: CheckItem | undefined;
  readonly #lists: ListListener | undefined;

  /**
   * @param resource - name of the list
   * @param plan - what to do
   * @param check - tells what does not fit the built-in schema
   * @param lists - told what does not fit
   */
  constructor(
    resource: ResourceName,
    plan: ReadingPlan,
    check: CheckItem | undefined,
    lists: ListListener | undefined,
  ) {
    this.#resource = resource;
    this.#plan = plan;
    this.#check = check;
    this.#lists = lists;
  }

  /**
   * Reads a page.
   *
   * @returns items as they are given, the very same ones where nothing is converted; a promise where the caller's
   *   schema gives one
   * @throws ItemValidationError
   */
  read({
    items,
    page,
  }: Pick<Page<unknown>, 'items' | 'page'>): readonly unknown[] | Promise<readonly unknown[]> {
    const { dates, data } = this.#plan;
    const tally = new PageTally();
    if (this.#check) this.#checkItems(items, this.#check, tally);
    const dated = dates === 'Date' ? this.#readDates(items, tally) : items;
    if (!data) return this.#settled(dated, page, tally);
    const checked = items.map((item) => checkData(data.schema, dataOf(item)));
    const withData = (outcomes: readonly CheckedData[]): readonly unknown[] =>
      this.#settled(this.#replaceData(dated, outcomes, tally), page, tally);
    return checked.some((outcome) => outcome instanceof Promise)
      ? Promise.all(checked.map((outcome) => Promise.resolve(outcome))).then(withData)
      : withData(checked as readonly CheckedData[]);
  }

  #checkItems(items: readonly unknown[], check: CheckItem, tally: PageTally): void {
    const isStrict = this.#plan.items === 'strict';
    items.forEach((item, index) => {
      const mismatches = check(item);
      if (mismatches.length > 0) tally.add(index, mismatches, isStrict);
    });
  }

  #readDates(items: readonly unknown[], tally: PageTally): readonly unknown[] {
    const fields = DATE_FIELDS[this.#resource];
    return items.map((item, index) =>
      readDates(item, fields, (path) => {
        tally.add(index, [{ field: fieldPath(path), kind: 'type', expected: 'date' }], true);
      }),
    );
  }

  #replaceData(
    items: readonly unknown[],
    outcomes: readonly CheckedData[],
    tally: PageTally,
  ): readonly unknown[] {
    const isStrict = this.#plan.data?.mode === 'strict';
    return items.map((item, index) => {
      const outcome = outcomes[index] ?? { mismatches: [] };
      if ('value' in outcome) return { ...(item as object), recordData: outcome.value };
      tally.add(index, outcome.mismatches, isStrict);
      return item;
    });
  }

  /** Tells what does not fit, and ends the list where it must not go on. */
  #settled(items: readonly unknown[], page: number, tally: PageTally): readonly unknown[] {
    const misfits = tally.misfits(this.#resource, page);
    if (misfits.length > 0) this.#lists?.misfitted?.(misfits);
    const { problems } = tally;
    if (problems.length === 0) return items;
    throw new ItemValidationError(this.#resource, page, problems);
  }
}

function dataOf(item: unknown): unknown {
  return (item as { readonly recordData?: unknown } | null | undefined)?.recordData;
}
