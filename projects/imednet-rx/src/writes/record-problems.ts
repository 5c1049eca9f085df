import type { RecordProblem } from '../errors/invalid-records-error';
import { serializeBody } from '../http/serialize-body';

type Kind = 'text' | 'whole-number';
type Item = Readonly<Record<string, unknown>>;

/** Names of what an item can point to; of each group at most one may be there. */
const GROUPS = {
  form: { formKey: 'text', formId: 'whole-number' },
  site: { siteName: 'text', siteId: 'whole-number' },
  subject: { subjectKey: 'text', subjectId: 'whole-number', subjectOid: 'text' },
  interval: { intervalName: 'text', intervalId: 'whole-number' },
  record: { recordId: 'whole-number', recordOid: 'text' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Kind>>>>;

/** Levels of arrays and objects in an answer; the API documents none. */
const MAX_DEPTH = 100;

type Group = keyof typeof GROUPS;
type Found = Omit<RecordProblem, 'index'>;

const KINDS: Readonly<Record<string, Kind>> = Object.assign({}, ...Object.values(GROUPS)) as Record<
  string,
  Kind
>;

/** What is wrong with the form of records, whatever their study says; nothing about values is told. */
export function recordProblems(items: readonly unknown[]): RecordProblem[] {
  // By index: `map` leaves out the holes of an array, which JSON would make null.
  return Array.from(items, (item, index) => problemsOf(item).map((found) => ({ index, ...found }))).flat();
}

function problemsOf(item: unknown): Found[] {
  if (!isPlainObject(item)) return [{ field: 'item', rule: 'object' }];
  return [...fieldProblems(item), ...groupProblems(item), ...dataProblems(item['data'])];
}

function fieldProblems(item: Item): Found[] {
  return Object.entries(item).flatMap(([field, value]): Found[] => {
    if (field === 'data') return [];
    const kind = Object.hasOwn(KINDS, field) ? KINDS[field] : undefined;
    // A misspelled name would make another operation of it, as the registration of a subject who is there already.
    if (!kind) return [{ field: 'item', rule: 'unknown-field' }];
    return isOf(kind, value) ? [] : [{ field, rule: kind }];
  });
}

function groupProblems(item: Item): Found[] {
  const names = (group: Group): string[] =>
    Object.keys(GROUPS[group]).filter((name) => Object.hasOwn(item, name));
  const has = (group: Group): boolean => names(group).length > 0;
  const each = (group: Group, rule: string): Found[] => names(group).map((field) => ({ field, rule }));

  const twice = (Object.keys(GROUPS) as Group[]).flatMap((group) =>
    names(group)
      .slice(1)
      .map((field) => ({ field, rule: `only-one-${group}` })),
  );
  const missing = has('form') ? [] : [{ field: 'formKey', rule: 'required' }];
  if (has('record')) {
    return [...twice, ...missing, ...each('site', 'not-with-record'), ...each('interval', 'not-with-record')];
  }
  if (has('subject')) return [...twice, ...missing, ...each('site', 'not-with-subject')];
  const nowhere = has('site') ? [] : [{ field: 'subjectKey', rule: 'subject-site-or-record' }];
  return [...twice, ...missing, ...nowhere, ...each('interval', 'only-with-subject')];
}

function dataProblems(data: unknown): Found[] {
  if (!isPlainObject(data)) return [{ field: 'data', rule: 'object' }];
  return Object.entries(data).flatMap(([name, value]): Found[] => {
    if (name.trim() === '') return [{ field: 'data', rule: 'name' }];
    // JSON would leave it out, and with it an answer that somebody meant to give.
    if (value === undefined) return [{ field: `data.${name}`, rule: 'no-value' }];
    const rule = lossOf(value) ?? (isTooDeep(value) ? 'too-deep' : undefined);
    return rule === undefined ? [] : [{ field: `data.${name}`, rule }];
  });
}

function isOf(kind: Kind, value: unknown): boolean {
  if (kind === 'whole-number') return Number.isSafeInteger(value) && (value as number) >= 0;
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return typeof value === 'string' && value.trim() !== '' && !/[\u0000-\u001f\u007f]/.test(value);
}

/** Not a class instance either: what its `toJSON` makes of it is anybody's guess. */
function isPlainObject(value: unknown): value is Item {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Each realm has an `Object.prototype` of its own.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Level by level, not by recursion; each object once a level, however often it is there. */
function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= MAX_DEPTH && level.length > 0; depth++) {
    const objects = level.filter((each): each is object => typeof each === 'object' && each !== null);
    level = [...new Set(objects)].flatMap((each) => Object.values(each) as unknown[]);
  }
  return level.length > 0;
}

/** The rule that an answer breaks which JSON can't hold, or would change; at all levels. */
function lossOf(answer: unknown): string | undefined {
  let rule: string | undefined;
  try {
    serializeBody({ answer }, (value) => {
      if (value === undefined) rule ??= 'no-value';
      // It may have been rounded before it got here.
      else if (isUnsafeInteger(value)) rule ??= 'unsafe-integer';
    });
  } catch {
    return 'json';
  }
  return rule;
}

function isUnsafeInteger(value: unknown): boolean {
  if (typeof value !== 'number' && !(value instanceof Number)) return false;
  return Number.isInteger(Number(value)) && !Number.isSafeInteger(Number(value));
}
