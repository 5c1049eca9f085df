import type { ImednetRecord, Interval, Subject } from 'imednet-rx';
import type { FakeStudy } from './fake-study';
import { FORMS } from './generators/form-templates';
import { recordOid } from './generators/records';
import { subjectKey } from './generators/study-plan';
import { subjectOid } from './generators/subjects';
import { FIRST_ID } from './ids';

/** One element of a posted array; nothing is known about its properties yet. */
export type PostedItem = Readonly<Record<string, unknown>>;

/** A change of the study that has been checked and only waits to be made. */
type Change = () => void;

/** Makes the posted changes, all of them or, if one names something unknown, none. */
export function applyPostedItems(study: FakeStudy, items: readonly PostedItem[]): boolean {
  const changes: Change[] = [];
  for (const item of items) {
    const change = planChange(study, item);
    if (!change) return false;
    changes.push(change);
  }
  for (const change of changes) change();
  return true;
}

function planChange(study: FakeStudy, item: PostedItem): Change | undefined {
  const data = item['data'];
  const form = FORMS.findIndex(
    ({ key }, index) => key === item['formKey'] || FIRST_ID.form + index === item['formId'],
  );
  if (form < 0 || typeof data !== 'object' || data === null || Array.isArray(data)) return undefined;
  const answers = data as Record<string, unknown>;
  const namesRecord = has(item, 'recordId') || has(item, 'recordOid');
  if (namesRecord) return planUpdate(study, recordPosition(study, item), answers);

  if (!has(item, 'subjectKey') && !has(item, 'subjectId') && !has(item, 'subjectOid')) {
    const site = siteIndex(study, item);
    return site < 0
      ? undefined
      : () => appendRecord(study, registerSubject(study, site), form, undefined, answers);
  }
  const subject = findSubject(study, item);
  if (!subject || (namesSite(item) && subject.siteId !== FIRST_ID.site + siteIndex(study, item)))
    return undefined;
  if (!has(item, 'intervalName') && !has(item, 'intervalId')) {
    return () => appendRecord(study, subject, form, undefined, answers);
  }
  const interval = findInterval(study, item);
  if (!interval) return undefined;
  const scheduled = study.plan.scheduledRecord(
    subject.subjectId - FIRST_ID.subject,
    interval.intervalId - FIRST_ID.interval,
    form,
  );
  const position = scheduled < 0 ? -1 : study.records.positionOf(FIRST_ID.record + scheduled);
  return position < 0 || study.records.at(position).intervalId === null
    ? () => appendRecord(study, subject, form, interval, answers)
    : planUpdate(study, position, answers);
}

function planUpdate(study: FakeStudy, position: number, data: Record<string, unknown>): Change | undefined {
  if (position < 0) return undefined;
  return () => {
    const recordData = { ...study.records.at(position).recordData, ...data };
    study.updateRecord(position, { recordData }, 'Updated through the API');
  };
}

function appendRecord(
  study: FakeStudy,
  subject: Subject,
  form: number,
  interval: Interval | undefined,
  recordData: Record<string, unknown>,
): void {
  const recordId = study.newRecordId();
  const visit = interval ? visitOf(study, subject, interval) : null;
  const record: ImednetRecord = {
    studyKey: study.plan.studyKey,
    intervalId: interval?.intervalId ?? null,
    formId: FIRST_ID.form + form,
    formKey: FORMS[form]?.key ?? '',
    siteId: subject.siteId,
    recordId,
    recordOid: recordOid(recordId),
    recordType: 'SUBJECT',
    recordStatus: 'Record Incomplete',
    deleted: false,
    dateCreated: study.now,
    dateModified: study.now,
    subjectId: subject.subjectId,
    subjectOid: subject.subjectOid,
    subjectKey: subject.subjectKey,
    visitId: visit,
    parentRecordId: null,
    keywords: [],
    recordData,
  };
  study.appendRecord(record);
}

/** Registered subjects have no visits yet. */
function visitOf(study: FakeStudy, subject: Subject, interval: Interval): number | null {
  const index = subject.subjectId - FIRST_ID.subject;
  if (index >= study.settings.subjects) return null;
  const nth = interval.intervalId - FIRST_ID.interval;
  return FIRST_ID.visit + index * study.settings.visitsPerSubject + nth;
}

function registerSubject(study: FakeStudy, site: number): Subject {
  const index = study.subjects.length;
  const subject: Subject = {
    ...study.subjects.generate(index),
    subjectOid: subjectOid(index),
    subjectKey: subjectKey(site, index),
    subjectStatus: 'Enrolled',
    siteId: FIRST_ID.site + site,
    siteName: study.plan.siteName(site),
    deleted: false,
    enrollmentStartDate: study.now,
    dateCreated: study.now,
    dateModified: study.now,
    keywords: [],
  };
  study.subjects.insert([subject], 'end');
  return subject;
}

function recordPosition(study: FakeStudy, item: PostedItem): number {
  const oid = item['recordOid'];
  const recordId = item['recordId'] ?? /^REC-(\d+)$/.exec(String(oid))?.[1];
  const position = study.records.positionOf(Number(recordId));
  const isOther = has(item, 'recordOid') && position >= 0 && study.records.at(position).recordOid !== oid;
  return isOther ? -1 : position;
}

function findSubject(study: FakeStudy, item: PostedItem): Subject | undefined {
  const { subjects, plan, settings } = study;
  const key = item['subjectKey'];
  const original = typeof key === 'string' ? plan.subjectOfKey(key) : -1;
  if (original >= 0) return subjects.at(original);
  if (has(item, 'subjectId')) {
    const position = subjects.positionOf(Number(item['subjectId']));
    return position < 0 ? undefined : subjects.at(position);
  }
  const ordinal = /^SUB-(\d+)$/.exec(String(item['subjectOid']))?.[1];
  if (ordinal) return Number(ordinal) <= subjects.length ? subjects.at(Number(ordinal) - 1) : undefined;
  return subjects.slice(settings.subjects, subjects.length).find((subject) => subject.subjectKey === key);
}

function findInterval(study: FakeStudy, item: PostedItem): Interval | undefined {
  return [...study.intervals].find(
    ({ intervalId, intervalName }) =>
      intervalId === item['intervalId'] || intervalName === item['intervalName'],
  );
}

function namesSite(item: PostedItem): boolean {
  return has(item, 'siteName') || has(item, 'siteId');
}

function siteIndex(study: FakeStudy, item: PostedItem): number {
  return [...study.sites].findIndex(
    ({ siteId, siteName }) => siteId === item['siteId'] || siteName === item['siteName'],
  );
}

function has(item: PostedItem, property: string): boolean {
  return item[property] !== undefined && item[property] !== null;
}
