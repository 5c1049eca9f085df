import type { ImednetRecord, RecordRevision } from 'imednet-rx';
import { FIRST_ID } from '../ids';
import { DAY, timestamp } from '../timestamp';
import { roleName } from './definitions';
import { ADVERSE_EVENT, formAt } from './form-templates';
import type { AnswerContext } from './form-templates';
import { generateKeywords } from './keywords';
import type { StudyPlan } from './study-plan';
import { subjectOid } from './subjects';

/** Each n-th record was changed once after it was created. */
const CHANGED_EVERY = 4;
const REVISIONS_PER_CYCLE = CHANGED_EVERY + 1;

/** A record's status as long as something is missing, and behind that. */
export const INCOMPLETE = 'Record Incomplete';
export const COMPLETE = 'Record Complete';

export function recordOid(recordId: number): string {
  return `REC-${recordId}`;
}

export function generateRecord(plan: StudyPlan, index: number): ImednetRecord {
  const random = plan.random('record', index);
  const visit = plan.visitOfRecord(index);
  const subject = plan.subjectOfVisit(visit);
  const form = plan.formOfRecord(index);
  const visitedAt = plan.visitedAt(visit);
  const created = plan.by(visitedAt + random.int(0, 86_399) * 1000);
  const changed = revisionsOfRecord(index) > 1;
  const modified = changed ? plan.by(created + random.int(1, 30) * DAY) : created;
  const site = plan.siteOfSubject(subject);
  const unscheduled = plan.isUnscheduled(index);
  const recordId = FIRST_ID.record + index;
  return {
    studyKey: plan.studyKey,
    intervalId: unscheduled ? null : FIRST_ID.interval + plan.intervalOfVisit(visit),
    formId: FIRST_ID.form + form,
    formKey: formAt(form).key,
    siteId: FIRST_ID.site + site,
    recordId,
    recordOid: index % 9 === 8 ? null : recordOid(recordId),
    recordType: 'SUBJECT',
    recordStatus: random.chance(completeness(site, form)) ? COMPLETE : INCOMPLETE,
    deleted: random.chance(0.04) && changed,
    dateCreated: timestamp(created),
    dateModified: timestamp(modified),
    subjectId: FIRST_ID.subject + subject,
    subjectOid: subjectOid(subject),
    subjectKey: plan.subjectKey(subject),
    visitId: unscheduled ? null : FIRST_ID.visit + visit,
    parentRecordId: unscheduled ? parentId(plan, subject, form) : null,
    keywords: generateKeywords(random, 0.06, created),
    recordData: generateAnswers(form, { random, words: plan.words, visitedAt }),
  };
}

/** Sites and forms differ in how much of their work is done. */
function completeness(site: number, form: number): number {
  return 0.6 + 0.08 * ((site * 3 + form * 2) % 5);
}

/** What is entered between visits belongs to the subject's first adverse event, if there is one. */
function parentId(plan: StudyPlan, subject: number, form: number): number | null {
  const parent = form === ADVERSE_EVENT ? -1 : plan.firstRecord(subject, ADVERSE_EVENT);
  return parent < 0 ? null : FIRST_ID.record + parent;
}

function generateAnswers(form: number, context: AnswerContext): Record<string, unknown> {
  const answers: Record<string, unknown> = {};
  for (const variable of formAt(form).variables) answers[variable.name] = variable.answer(context);
  return answers;
}

/** How many revisions the original records have. */
export function revisionCount(records: number): number {
  return records + Math.ceil(records / CHANGED_EVERY);
}

/** How many revisions an original record has. */
export function revisionsOfRecord(record: number): number {
  return record % CHANGED_EVERY === 0 ? 2 : 1;
}

/** How many of an original record's revisions brought other data; a deletion does not. */
export function dataRevisionsOfRecord(record: Pick<ImednetRecord, 'recordId' | 'deleted'>): number {
  return record.deleted ? 1 : revisionsOfRecord(record.recordId - FIRST_ID.record);
}

export function generateRevision(plan: StudyPlan, index: number): RecordRevision {
  const inCycle = index % REVISIONS_PER_CYCLE;
  const record = Math.floor(index / REVISIONS_PER_CYCLE) * CHANGED_EVERY + Math.max(inCycle - 1, 0);
  const row = generateRecord(plan, record);
  const person = plan.random('revision', index).int(0, 11);
  const recordRevisionId = FIRST_ID.revision + index;
  if (inCycle === 1) {
    return revisionOf(plan, row, {
      recordRevisionId,
      recordRevision: 2,
      dataRevision: dataRevisionsOfRecord(row),
      dateCreated: row.dateModified,
      reasonForChange: row.deleted ? 'Entered in error' : 'Data entry error',
      person,
    });
  }
  const first = { ...row, deleted: false, recordStatus: inCycle === 0 ? INCOMPLETE : row.recordStatus };
  const entry = { recordRevisionId, recordRevision: 1, dataRevision: 1, reasonForChange: null };
  return revisionOf(plan, first, { ...entry, dateCreated: row.dateCreated, person });
}

/** The audit trail's entry for a saved record. */
export function revisionOf(
  plan: StudyPlan,
  record: ImednetRecord,
  entry: Pick<
    RecordRevision,
    'recordRevisionId' | 'recordRevision' | 'dataRevision' | 'dateCreated' | 'reasonForChange'
  > & {
    /** The index of whoever saved it. */
    readonly person: number;
  },
): RecordRevision {
  return {
    studyKey: record.studyKey,
    recordRevisionId: entry.recordRevisionId,
    recordId: record.recordId,
    recordOid: record.recordOid,
    recordRevision: entry.recordRevision,
    dataRevision: entry.dataRevision,
    recordStatus: record.recordStatus,
    subjectId: record.subjectId,
    subjectOid: record.subjectOid,
    subjectKey: record.subjectKey,
    siteId: record.siteId,
    formKey: record.formKey,
    intervalId: record.intervalId,
    role: roleName(entry.person),
    user: plan.person(entry.person).login,
    reasonForChange: entry.reasonForChange,
    deleted: record.deleted,
    dateCreated: entry.dateCreated,
  };
}
