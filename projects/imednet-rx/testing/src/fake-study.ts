import type { ImednetRecord, RecordRevision } from 'imednet-rx';
import type { FakeSettings } from './fake-options';
import { CodedRecords } from './generators/coded-records';
import { generateCoding } from './generators/codings';
import {
  generateForm,
  generateInterval,
  generateSite,
  generateUser,
  generateVariable,
  VARIABLE_COUNT,
} from './generators/definitions';
import { FORMS } from './generators/form-templates';
import { generateQuery, queryAbout, queryComment, queryCount } from './generators/queries';
import type { QueryStep, QuerySubject } from './generators/queries';
import {
  dataRevisionsOfRecord,
  generateRecord,
  generateRevision,
  revisionCount,
  revisionOf,
  revisionsOfRecord,
} from './generators/records';
import { StudyPlan } from './generators/study-plan';
import { generateSubject } from './generators/subjects';
import { generateVisit } from './generators/visits';
import { FIRST_ID } from './ids';
import { LazyCollection } from './lazy-collection';
import type { CollectionEnd } from './lazy-collection';
import { RecordFollower } from './record-follower';
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
  readonly #revisionNumbers = new Map<number, { readonly record: number; readonly data: number }>();
  readonly #follower: RecordFollower;
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
    this.#follower = new RecordFollower(plan, this.visits, this.codings, coded);
  }

  /** Grows with each change. */
  get version(): number {
    const changing = [
      ...[this.records, this.subjects, this.recordRevisions, this.visits, this.codings, this.queries],
    ];
    return changing.reduce((sum, { version }) => sum + version, 0);
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
        deleted: false,
        dateCreated: this.now,
        dateModified: this.now,
      };
    });
    this.records.insert(rows, at);
    for (const row of rows) this.#saved(row, null);
  }

  appendRecord(record: ImednetRecord): void {
    this.records.insert([record], 'end');
    this.#saved(record, null);
  }

  updateRecord(position: number, changes: Partial<ImednetRecord>, reason: string): void {
    const record = { ...this.records.at(position), ...changes, dateModified: this.now };
    this.records.replace(position, record);
    this.#saved(record, reason, changes.recordData !== undefined);
  }

  deleteRecords(count: number, at: CollectionEnd): void {
    for (const record of this.records.remove(count, at))
      this.#saved({ ...record, deleted: true }, 'Deleted', false);
  }

  /** Opens a query and returns its number. */
  openQuery(
    about: QuerySubject,
    record: ImednetRecord,
    variable: string | undefined,
    comment: string,
  ): number {
    const index = this.queries.length;
    const annotationId = FIRST_ID.annotation + index;
    this.queries.insert(
      [
        {
          ...queryAbout(about, record, variable),
          ...{ annotationId, type: about, description: 'Monitor Query' },
          ...{ dateCreated: this.now, dateModified: this.now },
          queryComments: [this.#comment(index, 1, 'open', comment)],
        },
      ],
      'end',
    );
    return annotationId;
  }

  stepQuery(position: number, step: QueryStep, comment: string): void {
    const query = this.queries.at(position);
    const next = this.#comment(position, query.queryComments.length + 1, step, comment);
    this.queries.replace(position, {
      ...query,
      dateModified: this.now,
      queryComments: [...query.queryComments, next],
    });
  }

  #comment(query: number, sequence: number, step: QueryStep, comment: string) {
    const time = this.settings.now();
    return queryComment(this.plan, { sequence, step, time, person: query + sequence, comment });
  }

  #saved(record: ImednetRecord, reasonForChange: string | null, withData = true): void {
    const { recordId } = record;
    const before = this.#revisionNumbers.get(recordId) ?? this.#originalRevisions(recordId);
    const numbers = { record: before.record + 1, data: before.data + (withData ? 1 : 0) };
    this.#revisionNumbers.set(recordId, numbers);
    const entry = {
      recordRevisionId: FIRST_ID.revision + this.recordRevisions.length,
      recordRevision: numbers.record,
      dataRevision: numbers.data,
      dateCreated: this.now,
      reasonForChange,
    };
    this.recordRevisions.insert([revisionOf(this.plan, record, { ...entry, person: API_PERSON })], 'end');
    this.#follower.follow(record, this.now);
  }

  #originalRevisions(recordId: number): { readonly record: number; readonly data: number } {
    const index = recordId - FIRST_ID.record;
    if (index < 0 || index >= this.settings.records) return { record: 0, data: 0 };
    return {
      record: revisionsOfRecord(index),
      data: dataRevisionsOfRecord(this.records.generate(index)),
    };
  }
}
