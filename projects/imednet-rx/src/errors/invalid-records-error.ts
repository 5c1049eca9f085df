import { InvalidArgumentError } from './client-error';

/** What is wrong with one of the records that were to be written. */
export interface RecordProblem {
  /** Place among the records, 0 for the first. */
  readonly index: number;
  /** Name of the field, e.g. `data.aeterm`; `(other)` for what does not look like a name. */
  readonly field: string;
  /** Name of the rule that it breaks, in small letters and hyphens, e.g. `unknown-variable`; never a value. */
  readonly rule: string;
}

const SHOWN = 5;
const FIELD = /^[A-Za-z_][A-Za-z0-9_]{0,63}(?:\.[A-Za-z_][A-Za-z0-9_]{0,63}){0,3}$/;
const RULE = /^[a-z]{1,20}(?:-[a-z]{1,20}){0,5}$/;

/** Records break rules, so nothing was sent; `problems` holds each one, without values. */
export class InvalidRecordsError extends InvalidArgumentError {
  readonly problems: readonly RecordProblem[];

  /** @param problems - at least one; names that could be values are left out */
  constructor(problems: readonly RecordProblem[]) {
    const safe = problems.map(safely);
    const shown = safe
      .slice(0, SHOWN)
      .map(({ index, field, rule }) => `item ${String(index)}, ${field}: ${rule}`);
    const more = safe.length > SHOWN ? `; and ${String(safe.length - SHOWN)} more` : '';
    super(
      `The records can't be written, so nothing was sent. ${shown.join('; ')}${more}. Correct \`problems\`.`,
    );
    this.problems = safe;
  }

  override get name(): string {
    return 'InvalidRecordsError';
  }
}

/** A check may be anybody's code: what it calls a field or a rule could be a value. */
function safely({ index, field, rule }: RecordProblem): RecordProblem {
  return {
    index: Number.isSafeInteger(index) ? index : -1,
    field: FIELD.test(field) ? field : '(other)',
    rule: RULE.test(rule) ? rule : '(other)',
  };
}
