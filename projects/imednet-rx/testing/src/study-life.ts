import type { Query } from 'imednet-rx';
import type { FakeStudy } from './fake-study';
import { COMPLETE, INCOMPLETE } from './generators/records';
import { FIRST_ID } from './ids';
import type { LazyCollection } from './lazy-collection';
import { mixSeed, Random } from './random';
import { applyPostedItems } from './record-intake';

/** How many rows are looked at to find one that waits for somebody. */
const LOOKS = 8;

/** What happens in a study while time passes: one thing at a time, chosen by the seed. */
export class StudyLife {
  readonly #random: Random;

  constructor(private readonly study: FakeStudy) {
    this.#random = new Random(mixSeed(study.settings.seed, 0x11fe + study.plan.index));
  }

  /** Lets somebody do something; nothing, if what was chosen finds no row to be done with. */
  step(): void {
    const choice = this.#random.next();
    if (choice < 0.3) this.#openQuery();
    else if (choice < 0.65) this.#workOnQuery();
    else if (choice < 0.9) this.#completeRecord();
    else this.#enrol();
  }

  #openQuery(): void {
    const record = this.#anyOf(this.study.records, ({ deleted }) => !deleted);
    if (!record) return;
    const variable = Object.keys(record.row.recordData)[0];
    this.study.openQuery(
      variable === undefined ? 'record' : 'question',
      record.row,
      variable,
      this.#remark(),
    );
  }

  #workOnQuery(): void {
    const query = this.#anyOf(this.study.queries, isOpen);
    if (!query) return;
    const answered = query.row.queryComments.at(-1)?.annotationStatus.endsWith('Answered') === true;
    this.study.stepQuery(query.position, answered ? 'closed' : 'answered', this.#remark());
  }

  #completeRecord(): void {
    const record = this.#anyOf(
      this.study.records,
      ({ deleted, recordStatus }) => !deleted && recordStatus === INCOMPLETE,
    );
    if (record) this.study.updateRecord(record.position, { recordStatus: COMPLETE }, 'Completed');
  }

  #enrol(): void {
    const siteId = FIRST_ID.site + this.#random.int(0, this.study.settings.sites - 1);
    const data = { regdt: this.study.now.slice(0, 10), sex: this.#random.pick(['Female', 'Male']) };
    applyPostedItems(this.study, [
      { formKey: 'REG', siteId, data: { ...data, age: this.#random.int(18, 90) } },
    ]);
  }

  #remark(): string {
    return this.#random.pick(this.study.plan.words.remarks);
  }

  #anyOf<T extends object>(
    rows: LazyCollection<T>,
    isWanted: (row: T) => boolean,
  ): { readonly row: T; readonly position: number } | undefined {
    for (let look = 0; look < LOOKS && rows.length > 0; look++) {
      const position = this.#random.int(0, rows.length - 1);
      const row = rows.at(position);
      if (isWanted(row)) return { row, position };
    }
    return undefined;
  }
}

function isOpen({ queryComments }: Query): boolean {
  return queryComments.at(-1)?.closed === false;
}
