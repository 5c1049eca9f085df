import type { FieldProblem } from '../errors/item-validation-error';
import type { Misfit } from '../pagination/requestor';
import { OTHER } from './field-path';
import type { Mismatch } from './mismatch';

/** Fields that are told one by one: a page of rubbish must not fill memory or logs with names. */
const MAX_FIELDS = 100;

interface Tallied extends Mismatch {
  count: number;
  lastItem: number;
  /** Whether the list must not go on because of it. */
  refused: boolean;
}

/** Adds up what does not fit on a page: each field once, with the number of items. */
export class PageTally {
  readonly #fields = new Map<string, Tallied>();

  /**
   * Takes in what does not fit of one item.
   *
   * @param item - its position on the page
   * @param mismatches - its fields
   * @param refused - whether the list must not go on with them
   */
  add(item: number, mismatches: readonly Mismatch[], refused: boolean): void {
    for (const mismatch of mismatches) {
      const field = this.#fieldOf(mismatch);
      if (field.lastItem !== item) field.count += 1;
      field.lastItem = item;
      field.refused ||= refused && mismatch.kind !== 'unknown';
    }
  }

  /** What is to be told of the page. */
  misfits(resource: string, page: number): Misfit[] {
    return [...this.#fields.values()].map(({ field, kind, count }) => ({
      resource,
      page,
      field,
      kind,
      count,
    }));
  }

  /** For what the list must not go on; nothing when it may. */
  get problems(): FieldProblem[] {
    return [...this.#fields.values()]
      .filter(({ refused }) => refused)
      .map(({ field, kind, expected }) => ({
        ...{ field, kind: kind === 'missing' ? kind : 'type' },
        ...(expected === undefined ? {} : { expected }),
      }));
  }

  #fieldOf(mismatch: Mismatch): Tallied {
    const found = this.#fields.get(keyOf(mismatch));
    if (found) return found;
    const told = this.#fields.size < MAX_FIELDS ? mismatch : { kind: mismatch.kind, field: OTHER };
    const field = this.#fields.get(keyOf(told)) ?? { ...told, count: 0, lastItem: -1, refused: false };
    this.#fields.set(keyOf(told), field);
    return field;
  }
}

function keyOf({ kind, field }: Mismatch): string {
  return `${kind} ${field}`;
}
