import { InvalidArgumentError } from '../errors/client-error';
import type { Form } from '../models/form';
import type { Interval } from '../models/interval';
import type { Variable } from '../models/variable';
import { assertDefinitions } from './assert-definitions';
import { AnswerChecks, type VariableTypes } from './answer-checks';
import { checkData } from './check-data';
import { checkRecord } from './check-record';
import { DefinitionLookup } from './definition-lookup';
import { isVariableInUse } from './form-variables';
import type { NewRecordLike } from './new-record-like';
import { type RecordDataSchema, recordDataSchema, type RecordDataSchemaOptions } from './record-data-schema';
import type { DataProblem, SchemaProblem } from './schema-problem';
import type { StudyDefinitions } from './study-definitions';

/**
 * What a study's records may hold, as its designers defined it; it never changes.
 *
 * Keys and names are told apart by case. Where several definitions have a key, one that is in use counts.
 *
 * @example
 * ```ts
 * imednet.schema('DEMO').subscribe((schema) => {
 *   for (const { variableName, label } of schema.variables('VS')) console.log(variableName, label);
 * });
 * ```
 */
export class StudySchema {
  readonly #definitions: StudyDefinitions;
  readonly #types: VariableTypes;
  readonly #lookup: DefinitionLookup;
  readonly #checks: AnswerChecks;

  /**
   * @param definitions - forms, variables and intervals of one study, from the API's lists or from {@link toJSON}
   * @param types - as for {@link withVariableTypes}
   * @throws InvalidArgumentError for definitions without the keys and names by which they are found
   */
  constructor(definitions: StudyDefinitions, types: VariableTypes = {}) {
    assertDefinitions(
      definitions,
      (problem) =>
        new InvalidArgumentError(`The definitions of a study are incomplete: ${problem}. Read them again.`),
    );
    this.#definitions = Object.freeze({
      studyKey: definitions.studyKey,
      forms: frozen(definitions.forms),
      variables: frozen(definitions.variables),
      intervals: frozen(definitions.intervals.map(withFrozenForms)),
    });
    this.#types = types;
    this.#lookup = new DefinitionLookup(this.#definitions);
    this.#checks = new AnswerChecks(types);
  }

  get studyKey(): string {
    return this.#definitions.studyKey;
  }

  /** All forms, in the order of the API, also those that are disabled. */
  get forms(): readonly Form[] {
    return this.#definitions.forms;
  }

  /** All intervals, in the order of the API, also those that are disabled. */
  get intervals(): readonly Interval[] {
    return this.#definitions.intervals;
  }

  /** The form with a key or an id. */
  form(keyOrId: string | number): Form | undefined {
    return this.#lookup.form(keyOrId);
  }

  /** The interval with a name or an id. */
  interval(nameOrId: string | number): Interval | undefined {
    return this.#lookup.interval(nameOrId);
  }

  /**
   * The variables of a form that take answers, in the order of the form.
   *
   * @param form - its key or id
   * @param options - `includeInactive`: also those that are disabled or deleted
   * @throws InvalidArgumentError for a form that the study does not have
   */
  variables(
    form: string | number,
    { includeInactive = false }: { readonly includeInactive?: boolean } = {},
  ): readonly Variable[] {
    const { all } = this.#lookup.variablesOf(this.#require(form));
    return includeInactive ? all : all.filter(isVariableInUse);
  }

  /** The variable of a form with a name, also where it takes no answers any more. */
  variable(form: string | number, name: string): Variable | undefined {
    const found = this.form(form);
    return found && this.#lookup.variablesOf(found).find(name);
  }

  /**
   * Checks answers that are to be written: each is for a variable in use, and right for its type.
   *
   * Whether an answer is needed, within its limits or one of the choices, the API's definitions do not tell.
   *
   * @param form - key or id of the form
   * @param data - answers by the names of variables; `null` and an empty text leave a question open
   * @returns a problem for each answer that is refused, in their order, without the answer; none if all is well
   *
   * @example
   * ```ts
   * schema.checkRecordData('VS', { vspulse: 'fast' }); // [{ field: 'vspulse', rule: 'wrong-type', … }]
   * ```
   */
  checkRecordData(form: string | number, data: object): readonly DataProblem[] {
    const found = this.form(form);
    if (!found) return [{ field: 'form', rule: 'unknown-form', message: 'form names no form of the study.' }];
    const problems = checkData(data, this.#lookup.variablesOf(found), this.#checks);
    if (!found.disabled) return problems;
    return [{ field: 'form', rule: 'disabled-form', message: 'form names a disabled form.' }, ...problems];
  }

  /**
   * Checks records that are to be posted: form, interval and what else says where each goes, and its answers as
   * {@link checkRecordData} does.
   *
   * Sites and subjects are no part of a schema: that they exist is not checked.
   *
   * @param records - in the shape of a POST
   * @returns a problem for all that is refused, in the order of the records; none if all is well
   *
   * @example
   * ```ts
   * const problems = schema.checkRecords([{ formKey: 'VS', subjectKey: '101-001', data: { vspulse: 72 } }]);
   * ```
   */
  checkRecords(records: readonly NewRecordLike[]): readonly SchemaProblem[] {
    return records.flatMap((record, index) =>
      checkRecord(record, this.#lookup, this.#checks).map((problem) => ({ index, ...problem })),
    );
  }

  /**
   * A Standard Schema by which the `recordData` of a form's records are read, for lists and for forms on a screen.
   *
   * Answers stay as they are, texts of numbers and dates too. Those of blinded, disabled and deleted variables all
   * pass.
   *
   * @typeParam TData - shape of the answers, as you know it
   * @param form - key or id of the form
   * @param options - `unknown: 'refuse'` for an issue at each key that is no variable of the form
   * @returns a schema that validates at once; its issues name the variable and hold no answer
   * @throws InvalidArgumentError for a form that the study does not have
   *
   * @example
   * ```ts
   * const { issues } = schema.recordDataSchema('VS')['~standard'].validate(record.recordData);
   * ```
   * @see https://standardschema.dev
   */
  recordDataSchema<TData extends object = Record<string, unknown>>(
    form: string | number,
    options?: RecordDataSchemaOptions,
  ): RecordDataSchema<TData> {
    return recordDataSchema(this.#lookup.variablesOf(this.#require(form)), this.#checks, options);
  }

  /**
   * The same schema with checks of your own for types of variables, instead of those that are built in.
   *
   * @param types - by type, e.g. `DATE`: tells whether an answer is right; not asked about open questions
   *
   * @example
   * ```ts
   * const schema = study.withVariableTypes({ DATE: (answer) => /^\d{2}-[A-Z]{3}-\d{4}$/.test(String(answer)) });
   * ```
   */
  withVariableTypes(types: VariableTypes): StudySchema {
    return new StudySchema(this.#definitions, { ...this.#types, ...types });
  }

  /** All definitions as plain data, to be kept, sent to a worker, or made code of. */
  toJSON(): StudyDefinitions {
    return this.#definitions;
  }

  #require(keyOrId: string | number): Form {
    const form = this.form(keyOrId);
    if (form) return form;
    throw new InvalidArgumentError('The study has no such form. Look for its key or id in `schema.forms`.');
  }
}

function withFrozenForms(interval: Interval): Interval {
  // Not every server tells them.
  const forms = interval.forms as Interval['forms'] | null | undefined;
  return forms ? { ...interval, forms: frozen(forms) } : interval;
}

/** Copies, so that the caller's own stay as they are. */
function frozen<T extends object>(definitions: readonly T[]): readonly T[] {
  return Object.freeze(definitions.map((definition) => Object.freeze({ ...definition })));
}
