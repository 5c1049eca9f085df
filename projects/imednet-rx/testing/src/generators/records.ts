import type { ImednetRecord, RecordRevision } from 'imednet-rx';
import { FIRST_ID } from '../ids';
import { DAY, timestamp } from '../timestamp';
import { roleName } from './definitions';
import { formAt } from './form-templates';
import type { AnswerContext } from './form-templates';
import { generateKeywords } from './keywords';
import type { StudyPlan } from './study-plan';
import { subjectOid } from './subjects';

/** Each n-th record was changed once after it was created. */
const CHANGED_EVERY = 4;
const REVISIONS_PER_CYCLE = CHANGED_EVERY + 1;

export function recordOid(recordId: number): string {
  return `REC-${recordId}`;
}

export function generateRecord(plan: StudyPlan, index: number): ImednetRecord {
  const random = plan.random('record', index);
  const visit = plan.visitOfRecord(index);
  const subject = plan.subjectOfVisit(visit);
  const form = plan.formOfRecord(index);
  const visitedAt = plan.visitedAt(visit);
  const created = visitedAt + random.int(0, 86_399) * 1000;
  const modified = index % CHANGED_EVERY === 0 ? created + random.int(1, 30) * DAY : created;
  const recordId = FIRST_ID.record + index;
  return {
    studyKey: plan.studyKey,
    intervalId: FIRST_ID.interval + plan.intervalOfVisit(visit),
    formId: FIRST_ID.form + form,
    formKey: formAt(form).key,
    siteId: FIRST_ID.site + plan.siteOfSubject(subject),
    recordId,
    recordOid: recordOid(recordId),
    recordType: 'SUBJECT',
    recordStatus: random.chance(0.8) ? 'Record Complete' : 'Record Incomplete',
    deleted: random.chance(0.01),
    dateCreated: timestamp(created),
    dateModified: timestamp(modified),
    subjectId: FIRST_ID.subject + subject,
    subjectOid: subjectOid(subject),
    subjectKey: plan.subjectKey(subject),
    visitId: FIRST_ID.visit + visit,
    parentRecordId: null,
    keywords: generateKeywords(random, 0.06, created),
    recordData: generateAnswers(form, { random, words: plan.words, visitedAt }),
  };
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

export function generateRevision(plan: StudyPlan, index: number): RecordRevision {
  const inCycle = index % REVISIONS_PER_CYCLE;
  const record = Math.floor(index / REVISIONS_PER_CYCLE) * CHANGED_EVERY + Math.max(inCycle - 1, 0);
  const change = inCycle === 1;
  const row = generateRecord(plan, record);
  return revisionOf(plan, row, {
    recordRevisionId: FIRST_ID.revision + index,
    recordRevision: change ? 2 : 1,
    dateCreated: change ? row.dateModified : row.dateCreated,
    reasonForChange: change ? 'Data entry error' : null,
    deleted: false,
    person: plan.random('revision', index).int(0, 11),
  });
}

/** The audit trail's entry for a saved record. */
export function revisionOf(
  plan: StudyPlan,
  record: ImednetRecord,
  entry: Pick<
    RecordRevision,
    'recordRevisionId' | 'recordRevision' | 'dateCreated' | 'reasonForChange' | 'deleted'
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
    dataRevision: entry.recordRevision,
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
    deleted: entry.deleted,
    dateCreated: entry.dateCreated,
  };
}
