import { ResponseContractError } from './response-contract-error';

/** A field that is not as it should be: its name and what was expected there, never what was found. */
export interface FieldProblem {
  /** Path of the field, e.g. `dateCreated`, `keywords[].keywordId` or `recordData.AESEV`. */
  readonly field: string;
  /** Whether the field is not there, or holds something of another kind. */
  readonly kind: 'missing' | 'type';
  /** What was expected, as far as the schema tells, e.g. `string`. */
  readonly expected?: string;
}

/** Fields that a message names. */
const NAMED = 10;

/**
 * Items of a page are not what they should be, and the list must not go on with them.
 *
 * It names fields; no value, and no key by which the item could be found.
 */
export class ItemValidationError extends ResponseContractError {
  /**
   * @param resource - name of the list, e.g. `records`
   * @param page - number of the page, 0 for the first
   * @param problems - each field once
   */
  constructor(
    readonly resource: string,
    readonly page: number,
    readonly problems: readonly FieldProblem[],
  ) {
    const more = problems.length - NAMED;
    super(
      `Items of ${resource}, page ${String(page)}, are not as expected: ` +
        problems.slice(0, NAMED).map(told).join(', ') +
        `${more > 0 ? ` and ${String(more)} more` : ''}. Nothing of this page was emitted. ` +
        "Read it with `validate: 'warn'` and `dates: 'string'` to look at them; report to the vendor what the API sends otherwise than it documents.",
    );
  }

  override get name(): string {
    return 'ItemValidationError';
  }
}

function told({ field, kind, expected }: FieldProblem): string {
  if (kind === 'missing') return `${field} is missing`;
  return expected === undefined ? `${field} does not fit its schema` : `${field} is no ${expected}`;
}
