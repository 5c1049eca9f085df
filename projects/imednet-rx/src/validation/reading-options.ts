import type { StandardSchemaV1 } from '@standard-schema/spec';
import { InvalidArgumentError } from '../errors/client-error';
import type { DateFormat } from '../models/with-dates';
import { oneOf } from '../pagination/one-of';
import { VALIDATION_MODES, type ValidationMode } from '../pagination/requestor';

/** Whether the items of a list are checked. */
export interface ValidationOptions {
  /**
   * Whether items are checked against what the API documents; the client's `validate` by default, which is `off`.
   *
   * `warn` gives them as they came, and tells what does not fit through `drift$`, a line and a metric; `strict` also
   * ends the list with an `ItemValidationError`, before anything of the page is given. A field that the schemas do not
   * know is told, and ends nothing.
   */
  readonly validate?: ValidationMode;
}

/**
 * How the dates of items are given.
 *
 * @typeParam D - what is asked for
 */
export interface DateOptions<D extends DateFormat = DateFormat> {
  /**
   * How dates are given: as the API's texts, by default, or as `Date`.
   *
   * They are in UTC; a day of the calendar is its midnight. What can't be read ends the list with an
   * `ItemValidationError`, whatever `validate` says.
   */
  readonly dates?: D;
}

/** All that decides how items are read. */
export interface ReadingOptions extends ValidationOptions, DateOptions {
  readonly recordDataSchema?: unknown;
}

/** What is asked of a reader, with every default filled in. */
export interface ReadingPlan {
  /** Whether items are checked against what the API documents. */
  readonly items: ValidationMode;
  readonly dates: DateFormat;
  /** What answers of records are checked and converted by. */
  readonly data?: { readonly schema: StandardSchemaV1; readonly mode: ValidationMode };
}

/**
 * Decides how items are read; nothing when they are given as they come.
 *
 * A schema of the caller's own is there to be relied on: without a mode of the same call it is `strict`, whatever the
 * client says.
 *
 * @param options - of the call
 * @param byDefault - the client's
 * @throws InvalidArgumentError
 */
export function planReading(
  { validate, dates = 'string', recordDataSchema: schema }: ReadingOptions,
  byDefault: ValidationMode = 'off',
): ReadingPlan | undefined {
  const items = oneOf('validate', VALIDATION_MODES, validate ?? byDefault);
  oneOf('dates', ['string', 'Date'], dates);
  if (schema === undefined) return items === 'off' && dates === 'string' ? undefined : { items, dates };
  if (!isStandardSchema(schema)) {
    throw new InvalidArgumentError(
      'recordDataSchema must be a Standard Schema, as those of zod, valibot and arktype are.',
    );
  }
  if (validate === 'off') {
    throw new InvalidArgumentError(
      "With `validate: 'off'`, nothing would look at recordDataSchema. Leave one of them out.",
    );
  }
  return { items, dates, data: { schema, mode: validate ?? 'strict' } };
}

/** Of some libraries, schemas are functions. */
function isStandardSchema(value: unknown): value is StandardSchemaV1 {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return false;
  const standard = (value as Partial<StandardSchemaV1>)['~standard'];
  return typeof standard?.validate === 'function';
}
