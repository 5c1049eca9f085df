/** What is wrong with a record or an answer of it. */
export type SchemaRule =
  | 'not-an-object'
  | 'missing-form'
  | 'unknown-form'
  | 'disabled-form'
  | 'conflicting-form'
  | 'missing-subject'
  | 'unknown-interval'
  | 'disabled-interval'
  | 'conflicting-interval'
  | 'form-not-in-interval'
  | 'unknown-variable'
  | 'disabled-variable'
  | 'deleted-variable'
  | 'wrong-type';

/** Something that a study's definitions do not allow; holds names and no value. */
export interface DataProblem {
  /**
   * Name of the variable, or of a property of the record; `(other)` for what nobody defined and does not look like a
   * name.
   */
  readonly field: string;
  readonly rule: SchemaRule;
  /** A sentence for people, beginning with the field. */
  readonly message: string;
}

/** A problem of one of several records; the `field` of an answer is `data.` and the variable's name. */
export interface SchemaProblem extends DataProblem {
  /** Place among the records, 0 for the first. */
  readonly index: number;
}
