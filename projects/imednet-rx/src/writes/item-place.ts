import type { Form } from '../models/form';
import type { Interval } from '../models/interval';
import type { ImednetRecord } from '../models/record';
import type { RecordRevision } from '../models/record-revision';
import type { Site } from '../models/site';
import type { NewRecord } from './new-record';

/** What names of a study stand for; a list that was not needed is empty. */
export interface StudyNames {
  readonly forms: readonly Form[];
  readonly sites: readonly Site[];
  readonly intervals: readonly Interval[];
}

/** A record, or an entry of the audit trail. */
export type Row = ImednetRecord | RecordRevision;

/** Where an item leaves a trace. */
export interface ItemPlace {
  /** Whether it makes a record, or changes one that may be there. */
  readonly creates: boolean;
  /** Whether it makes a subject. */
  readonly registers: boolean;
  /** Whether a name of it is none of the study, so that rows of other places may seem to be at this one. */
  readonly isVague: boolean;
  /** Whether a row is, or may be, there. */
  readonly isAt: (row: Row) => boolean;
  /** Whether a row is definitely there: it has each key by which the item names its place. */
  readonly isDefinitelyAt: (row: Row) => boolean;
  /** Site at which it makes a subject, where it is known. */
  readonly siteId: number | undefined;
}

/** Finds out where an item would leave a trace. In doubt a row is there: what is overlooked would be written twice. */
export function itemPlace(item: NewRecord, names: StudyNames): ItemPlace {
  const named = item as Partial<Record<string, unknown>>;
  const { formKey, formId, siteName, siteId, intervalName, intervalId, recordId, recordOid } = named;
  const form = formKey ?? only(names.forms.filter((each) => each.formId === formId))?.formKey;
  const site =
    siteId ??
    only(names.sites.filter((each) => isScalar(each.siteName) && isSameText(each.siteName, siteName)))
      ?.siteId;
  const interval =
    intervalId ??
    only(
      names.intervals.filter(
        (each) => isScalar(each.intervalName) && isSameText(each.intervalName, intervalName),
      ),
    )?.intervalId;
  const updates = recordId !== undefined || recordOid !== undefined;
  const registers = siteName !== undefined || siteId !== undefined;
  const isScheduled = intervalName !== undefined || intervalId !== undefined;

  const isAt = (row: Row, matches: Match): boolean => {
    if (updates) return matches(row.recordId, recordId) && matches(row.recordOid, recordOid);
    if (!matches(row.formKey, form)) return false;
    if (registers) return matches(row.siteId, site);
    if (isScheduled && !matches(row.intervalId, interval)) return false;
    return SUBJECT.every((name) => matches(row[name], named[name]));
  };
  return {
    creates: !updates && !isScheduled,
    registers,
    isVague: !updates && [form, registers ? site : 0, isScheduled ? interval : 0].includes(undefined),
    isAt: (row) => isAt(row, mayBe),
    isDefinitelyAt: (row) => isAt(row, is),
    siteId: site as number | undefined,
  };
}

const SUBJECT = ['subjectKey', 'subjectId', 'subjectOid'] as const;

/** Whether a row has a value that is wanted, or may have it. */
type Match = (actual: unknown, wanted: unknown) => boolean;

/** Whether a row can have a value that is wanted; nothing is known of one that it does not tell. */
function mayBe(actual: unknown, wanted: unknown): boolean {
  return wanted === undefined || !isScalar(actual) || isSameText(actual, wanted);
}

function is(actual: unknown, wanted: unknown): boolean {
  return wanted === undefined || (isScalar(actual) && isSameText(actual, wanted));
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** Servers may spell a key in their own way. */
function isSameText(a: unknown, b: unknown): boolean {
  return String(a).trim().toLowerCase() === String(b).trim().toLowerCase();
}

/** A name that several have stands for none of them. */
function only<T>(found: readonly T[]): T | undefined {
  return found.length === 1 ? found[0] : undefined;
}
