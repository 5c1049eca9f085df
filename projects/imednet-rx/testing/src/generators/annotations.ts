import type { Coding, Query } from 'imednet-rx';
import { FIRST_ID } from '../ids';
import { DAY, timestamp } from '../timestamp';
import { formAt } from './form-templates';
import { generateRecord } from './records';
import type { StudyPlan } from './study-plan';

/** Each n-th record has a query. */
const QUERY_EVERY = 10;

export function queryCount(records: number): number {
  return Math.ceil(records / QUERY_EVERY);
}

export function generateQuery(plan: StudyPlan, index: number): Query {
  const random = plan.random('query', index);
  const record = generateRecord(plan, index * QUERY_EVERY);
  const opened = Date.parse(`${record.dateModified.replace(' ', 'T')}Z`) + random.int(1, 72) * 3_600_000;
  const closed = random.chance(0.6);
  const answered = opened + random.int(1, 20) * DAY;
  const comment = (sequence: number, isClosed: boolean, at: number) => ({
    sequence,
    annotationStatus: isClosed ? 'Monitor Query Closed' : 'Monitor Query Open',
    user: plan.person(index + sequence).login,
    comment: random.pick(plan.words.remarks),
    closed: isClosed,
    date: timestamp(at),
  });
  return {
    studyKey: plan.studyKey,
    subjectId: record.subjectId,
    subjectOid: record.subjectOid,
    annotationType: 'question',
    annotationId: FIRST_ID.annotation + index,
    type: index % 3 === 0 ? null : 'question',
    description: 'Monitor Query',
    recordId: record.recordId,
    variable: Object.keys(record.recordData)[0] ?? null,
    subjectKey: record.subjectKey,
    dateCreated: timestamp(opened),
    dateModified: timestamp(closed ? answered : opened),
    queryComments: closed
      ? [comment(1, false, opened), comment(2, true, answered)]
      : [comment(1, false, opened)],
  };
}

/**
 * Finds the n-th record whose form has a coded variable: the pattern of forms repeats with each
 * subject, so one subject's worth of positions is enough.
 */
export class CodedRecords {
  readonly #positions: readonly number[];
  readonly #cycle: number;
  readonly #records: number;

  constructor(plan: StudyPlan) {
    this.#cycle = plan.settings.visitsPerSubject * plan.settings.recordsPerVisit;
    this.#records = plan.settings.records;
    this.#positions = Array.from({ length: this.#cycle }, (_, record) => record).filter((record) =>
      formAt(plan.formOfRecord(record)).variables.some((variable) => variable.coded),
    );
  }

  get count(): number {
    const rest = this.#records % this.#cycle;
    const whole = (this.#records - rest) / this.#cycle;
    return whole * this.#positions.length + this.#positions.filter((position) => position < rest).length;
  }

  at(index: number): number {
    const cycle = Math.floor(index / this.#positions.length);
    return cycle * this.#cycle + (this.#positions[index % this.#positions.length] ?? 0);
  }
}

export function generateCoding(plan: StudyPlan, coded: CodedRecords, index: number): Coding {
  const random = plan.random('coding', index);
  const recordIndex = coded.at(index);
  const record = generateRecord(plan, recordIndex);
  const form = formAt(plan.formOfRecord(recordIndex));
  const variable = form.variables.find((candidate) => candidate.coded)?.name ?? '';
  const value = String(record.recordData[variable]);
  const coder = plan.person(random.int(0, 11));
  const medication = form.key === 'CM';
  return {
    studyKey: plan.studyKey,
    siteName: plan.siteName(record.siteId - FIRST_ID.site),
    siteId: record.siteId,
    subjectId: record.subjectId,
    subjectKey: record.subjectKey,
    formId: record.formId,
    formName: form.name,
    formKey: form.key,
    revision: 1,
    recordId: record.recordId,
    variable,
    value,
    codingId: FIRST_ID.coding + index,
    code: value.toUpperCase(),
    codedBy: `${coder.firstName} ${coder.lastName}`,
    reason: null,
    dictionaryName: medication ? 'WHODrug' : 'MedDRA',
    dictionaryVersion: medication ? '2025.1' : '28.0',
    dateCoded: timestamp(Date.parse(`${record.dateModified.replace(' ', 'T')}Z`) + random.int(1, 14) * DAY),
  };
}
