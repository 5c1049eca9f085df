import type { Coding, ImednetRecord, Visit } from 'imednet-rx';
import { codedVariable } from './generators/coded-records';
import type { CodedRecords } from './generators/coded-records';
import { codingOf } from './generators/codings';
import { formAt } from './generators/form-templates';
import type { StudyPlan } from './generators/study-plan';
import { FIRST_ID } from './ids';
import type { LazyCollection } from './lazy-collection';

const CODER = 3;

/** Keeps the rows that are drawn from a record's answers in step with it: its visit's date and its coding. */
export class RecordFollower {
  /** The codings of records that were added, by the record's number. */
  readonly #codings = new Map<number, number>();

  constructor(
    private readonly plan: StudyPlan,
    private readonly visits: LazyCollection<Visit>,
    private readonly codings: LazyCollection<Coding>,
    private readonly coded: CodedRecords,
  ) {}

  /** To be told of each record that was saved, or removed as if it had been marked as deleted. */
  follow(record: ImednetRecord, now: string): void {
    this.#dateVisit(record, now);
    this.#code(record, now);
  }

  #dateVisit({ visitId, formId, deleted, recordData }: ImednetRecord, dateModified: string): void {
    const position = visitId === null ? -1 : this.visits.positionOf(visitId);
    if (position < 0) return;
    const visit = this.visits.at(position);
    const field = this.plan.visitDateField(visit.intervalId - FIRST_ID.interval);
    if (field?.form !== formId - FIRST_ID.form) return;
    const answer = recordData[field.variable];
    const isDay = typeof answer === 'string' && /^\d{4}-\d\d-\d\d$/.test(answer);
    const visitDate = isDay && !deleted ? answer : null;
    if (visitDate !== visit.visitDate) this.visits.replace(position, { ...visit, visitDate, dateModified });
  }

  #code(record: ImednetRecord, dateCoded: string): void {
    const variable = codedVariable(formAt(record.formId - FIRST_ID.form));
    const value = variable === undefined ? undefined : record.recordData[variable];
    if (variable === undefined || typeof value !== 'string' || value === '') return;
    const position = this.#codingOf(record.recordId);
    const before = position < 0 ? undefined : this.codings.at(position);
    if (before?.value === value) return;
    const codingId = before?.codingId ?? FIRST_ID.coding + this.codings.length;
    const coding = codingOf(this.plan, record, {
      ...{ codingId, variable, value, dateCoded, person: CODER },
      revision: (before?.revision ?? 0) + 1,
      reason: before ? 'Answer changed' : null,
    });
    if (before) this.codings.replace(position, coding);
    else this.codings.insert([coding], 'end');
    this.#codings.set(record.recordId, codingId);
  }

  /** Codings are never removed, so that their numbers tell their positions. */
  #codingOf(recordId: number): number {
    const added = this.#codings.get(recordId);
    return added === undefined ? this.coded.indexOf(recordId - FIRST_ID.record) : added - FIRST_ID.coding;
  }
}
