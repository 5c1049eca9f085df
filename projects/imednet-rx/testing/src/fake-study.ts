import type { ImednetRecord, RecordRevision } from 'imednet-rx';
import type { FakeSettings } from './fake-options';
import { CodedRecords, generateCoding, generateQuery, queryCount } from './generators/annotations';
import {
  generateForm,
  generateInterval,
  generateSite,
  generateUser,
  generateVariable,
  VARIABLE_COUNT,
} from './generators/definitions';
import { FORMS } from './generators/form-templates';
import {
  generateRecord,
  generateRevision,
  revisionCount,
  revisionOf,
  revisionsOfRecord,
} from './generators/records';
import { StudyPlan } from './generators/study-plan';
import { generateSubject, generateVisit } from './generators/subjects';
import { FIRST_ID } from './ids';
import { LazyCollection } from './lazy-collection';
import type { CollectionEnd } from './lazy-collection';
import { timestamp } from './timestamp';

const USERS = 12;
const API_PERSON = 0;

/** One study's rows, and the only place that changes them. */
export class FakeStudy {
  readonly plan: StudyPlan;
  readonly sites;
  readonly forms;
  readonly intervals;
  readonly visits;
  readonly subjects;
  readonly users;
  readonly variables;
  readonly codings;
  readonly queries;
  readonly recordRevisions;
  readonly records;
  readonly #revisionNumbers = new Map<number, number>();
  #nextRecordId: number;
  #previousRecordId = FIRST_ID.record - 1;

  constructor(
    readonly settings: FakeSettings,
    index: number,
  ) {
    const plan = new StudyPlan(settings, index);
    const coded = new CodedRecords(plan);
    const count = settings.records;
    this.plan = plan;
    this.#nextRecordId = FIRST_ID.record + count;
    this.sites = new LazyCollection(settings.sites, (i) => generateSite(plan, i), 'siteId');
    this.forms = new LazyCollection(FORMS.length, (i) => generateForm(plan, i), 'formId');
    this.intervals = new LazyCollection(
      settings.visitsPerSubject,
      (i) => generateInterval(plan, i),
      'intervalId',
    );
    this.visits = new LazyCollection(plan.visits, (i) => generateVisit(plan, i), 'visitId');
    this.subjects = new LazyCollection(settings.subjects, (i) => generateSubject(plan, i), 'subjectId');
    this.users = new LazyCollection(USERS, (i) => generateUser(plan, i), 'userId');
    this.variables = new LazyCollection(VARIABLE_COUNT, (i) => generateVariable(plan, i), 'variableId');
    this.codings = new LazyCollection(coded.count, (i) => generateCoding(plan, coded, i), 'codingId');
    this.queries = new LazyCollection(queryCount(count), (i) => generateQuery(plan, i), 'annotationId');
    this.recordRevisions = new LazyCollection<RecordRevision>(
      revisionCount(count),
      (i) => generateRevision(plan, i),
      'recordRevisionId',
    );
    this.records = new LazyCollection<ImednetRecord>(count, (i) => generateRecord(plan, i), 'recordId');
  }

  get now(): string {
    return timestamp(this.settings.now());
  }

  newRecordId(): number {
    return this.#nextRecordId++;
  }

  /** Inserts generated records; those at the start get lower numbers than all others. */
  insertRecords(count: number, at: CollectionEnd): void {
    if (this.settings.subjects === 0) throw new RangeError('records need at least one subject');
    if (at === 'start' && this.#previousRecordId < count)
      throw new RangeError('no lower record numbers left');
    if (at === 'start') this.#previousRecordId -= count;
    const first = at === 'start' ? this.#previousRecordId + 1 : this.#nextRecordId;
    if (at === 'end') this.#nextRecordId += count;
    const rows = Array.from({ length: count }, (_, i): ImednetRecord => {
      const recordId = first + i;
      return {
        ...this.records.generate(Math.abs(recordId - FIRST_ID.record)),
        recordId,
        recordOid: `REC-${recordId}`,
        dateCreated: this.now,
        dateModified: this.now,
      };
    });
    this.records.insert(rows, at);
    for (const row of rows) this.#revise(row, null);
  }

  appendRecord(record: ImednetRecord): void {
    this.records.insert([record], 'end');
    this.#revise(record, null);
  }

  updateRecord(position: number, changes: Partial<ImednetRecord>, reason: string): void {
    const record = { ...this.records.at(position), ...changes, dateModified: this.now };
    this.records.replace(position, record);
    this.#revise(record, reason);
  }

  deleteRecords(count: number, at: CollectionEnd): void {
    for (const record of this.records.remove(count, at))
      this.#revise({ ...record, deleted: true }, 'Deleted');
  }

  #revise(record: ImednetRecord, reasonForChange: string | null): void {
    const { recordId, deleted } = record;
    const recordRevision = (this.#revisionNumbers.get(recordId) ?? this.#originalRevisions(recordId)) + 1;
    this.#revisionNumbers.set(recordId, recordRevision);
    const recordRevisionId = FIRST_ID.revision + this.recordRevisions.length;
    const entry = { recordRevisionId, recordRevision, dateCreated: this.now, reasonForChange, deleted };
    this.recordRevisions.insert([revisionOf(this.plan, record, { ...entry, person: API_PERSON })], 'end');
  }

  #originalRevisions(recordId: number): number {
    const index = recordId - FIRST_ID.record;
    return index >= 0 && index < this.settings.records ? revisionsOfRecord(index) : 0;
  }
}
