import type { Form } from '../models/form';
import type { Interval } from '../models/interval';
import type { AnswerChecks } from './answer-checks';
import { checkData } from './check-data';
import type { DefinitionLookup } from './definition-lookup';
import { isPlainObject } from './is-plain-object';
import type { DataProblem, SchemaRule } from './schema-problem';

type Properties = Readonly<Record<string, unknown>>;

/** A definition that two properties name, or what is wrong with that. */
interface Named<T> {
  readonly found?: T;
  readonly problems: readonly DataProblem[];
}

/** Checks one record as it is to be posted. */
export function checkRecord(
  record: unknown,
  lookup: DefinitionLookup,
  checks: AnswerChecks,
): readonly DataProblem[] {
  if (!isPlainObject(record)) {
    return [problem('item', 'not-an-object', 'must be an object with a form and data')];
  }
  const form = namedForm(record, lookup);
  const interval = namedInterval(record, lookup);
  return [
    ...form.problems,
    ...checkPlace(record),
    ...interval.problems,
    ...(form.found && interval.found ? checkSchedule(form.found, interval.found, record) : []),
    ...(form.found ? checkData(record['data'], lookup.variablesOf(form.found), checks).map(withinData) : []),
  ];
}

function withinData(found: DataProblem): DataProblem {
  return found.rule === 'not-an-object' ? found : { ...found, field: `data.${found.field}` };
}

function namedForm(record: Properties, lookup: DefinitionLookup): Named<Form> {
  const given = ['formKey', 'formId'].filter((name) => isGiven(record[name]));
  const [field = 'formKey'] = given;
  if (given.length === 0) return refused(field, 'missing-form', 'or formId is needed');
  const [form, ...others] = given.map((name) => lookup.form(record[name]));
  if (!form) return refused(field, 'unknown-form', 'names no form of the study');
  if (others.some((other) => other !== form)) {
    return refused('formId', 'conflicting-form', 'names another form than formKey');
  }
  return form.disabled ? refused(field, 'disabled-form', 'names a form that is disabled') : only(form);
}

function namedInterval(record: Properties, lookup: DefinitionLookup): Named<Interval> {
  const given = ['intervalName', 'intervalId'].filter((name) => isGiven(record[name]));
  const [field = 'intervalName'] = given;
  if (given.length === 0) return { problems: [] };
  const [interval, ...others] = given.map((name) => lookup.interval(record[name]));
  if (!interval) return refused(field, 'unknown-interval', 'names no interval of the study');
  if (others.some((other) => other !== interval)) {
    return refused('intervalId', 'conflicting-interval', 'names another interval than intervalName');
  }
  return interval.disabled
    ? refused(field, 'disabled-interval', 'names an interval that is disabled')
    : only(interval);
}

/** A record is known by its own key; else a subject says where it goes, or for a new subject the site. */
function checkPlace(record: Properties): readonly DataProblem[] {
  const names = (...properties: string[]): boolean => properties.some((name) => isGiven(record[name]));
  if (names('recordId', 'recordOid') || names('subjectKey', 'subjectId', 'subjectOid')) return [];
  if (names('intervalName', 'intervalId')) {
    return [problem('subjectKey', 'missing-subject', 'or another key of the subject is needed')];
  }
  if (names('siteName', 'siteId')) return [];
  const needed = 'or another key of the subject is needed, a site for a new subject, or a key of the record';
  return [problem('subjectKey', 'missing-subject', needed)];
}

function checkSchedule(form: Form, interval: Interval, record: Properties): readonly DataProblem[] {
  // Not every server tells the forms of an interval.
  const scheduled = interval.forms as Interval['forms'] | null | undefined;
  if (!scheduled || scheduled.some(({ formId }) => formId === form.formId)) return [];
  const field = isGiven(record['intervalName']) ? 'intervalName' : 'intervalId';
  return [problem(field, 'form-not-in-interval', 'names an interval that does not have the form')];
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function only<T>(found: T): Named<T> {
  return { found, problems: [] };
}

function refused(field: string, rule: SchemaRule, text: string): Named<never> {
  return { problems: [problem(field, rule, text)] };
}

function problem(field: string, rule: SchemaRule, text: string): DataProblem {
  return { field, rule, message: `${field} ${text}.` };
}
