import fc from 'fast-check';
import { concat, type Observable, throwError } from 'rxjs';
import { changesOf } from '../../spec/changes-of';
import { ChangingStudy, type StudyRow } from '../../spec/changing-study';
import { holds, mustBe } from '../../spec/holds';
import { Mirror } from '../../spec/mirror';

const OVERLAP = 5000;
/** ms that the server's clock may be off, where changes are that much less late than the overlap allows for. */
const SKEW = 2000;
/** ms. */
const CENTURY = 3_155_760_000_000;

interface Change {
  readonly kind: 'insert' | 'change' | 'mark' | 'remove' | 'bring back';
  readonly pick: number;
  /** ms since the change before. */
  readonly pause: number;
  /** ms from its date until it is seen; below 0 where it is dated in the future. */
  readonly late: number;
}

const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom('insert', 'change', 'mark', 'remove', 'bring back'),
  pick: fc.nat(60),
  pause: fc.constantFrom(0, 0, 400, 1000, 20_000),
  late: fc.oneof(
    { weight: 4, arbitrary: fc.constant(0) },
    { weight: 4, arbitrary: fc.nat(OVERLAP - SKEW) },
    { weight: 1, arbitrary: fc.constantFrom(-OVERLAP, -3 * OVERLAP, -CENTURY) },
  ),
});
const changes = fc.array(change, { maxLength: 4 });

/** Changes before the run and ahead of each of its requests; maybe work that fails, behind what it has written. */
const run = fc.record({
  before: changes,
  during: fc.array(changes, { maxLength: 12 }),
  failingPage: fc.option(fc.nat(4), { nil: undefined, freq: 2 }),
  concurrency: fc.integer({ min: 1, max: 3 }),
  pageSize: fc.integer({ min: 1, max: 8 }),
  /** After a failure, whether the next run resumes it, or is run from the former watermark. */
  resumes: fc.boolean(),
  skew: fc.integer({ min: -SKEW, max: SKEW }),
});
const clock = fc.constantFrom('metadata.timestamp', 'Date');

/** A study whose rows never get the same content twice. */
class ScriptedStudy extends ChangingStudy {
  #saves = 0;

  make({ kind, pick, pause, late }: Change): void {
    this.now += pause;
    const ids = [...this.rows.keys()];
    const there = ids[pick % Math.max(ids.length, 1)];
    const gone = this.revisions.map(({ recordId }) => Number(recordId)).filter((id) => !this.rows.has(id));
    const back = [...gone, ...this.all.filter(({ deleted }) => deleted).map(({ recordId }) => recordId)];
    const id = {
      insert: pick,
      change: there,
      mark: there,
      remove: there,
      'bring back': back[pick % back.length],
    }[kind];
    if (id === undefined) return;
    if (kind === 'mark') this.mark(id, late);
    else if (kind === 'remove') this.remove(id, late);
    else this.save(id, String(++this.#saves), { late });
  }
}

describe('the changes of a list, whatever happens between and during runs', () => {
  it('bring a mirror to what there is, each change once where all went well', () =>
    holds(
      fc.asyncProperty(
        fc.nat(25),
        clock,
        fc.array(run, { minLength: 1, maxLength: 6 }),
        async (rows, clockIn, runs) => {
          const study = new ScriptedStudy();
          study.clock = clockIn;
          const mirror = new Mirror<StudyRow>();
          const failures: string[] = [];
          for (let id = 0; id < rows; id++) study.save(id * 2, 'first');
          for (const { before, during, failingPage, concurrency, pageSize, resumes, skew } of runs) {
            study.skew = skew;
            for (const each of before) study.make(each);
            const script = during.values();
            study.onRequest = (): void => {
              for (const each of script.next().value ?? []) study.make(each);
            };
            const failing = (work$: Observable<unknown>, { page }: { page: number }): Observable<unknown> =>
              page === failingPage
                ? concat(
                    work$,
                    throwError(() => new Error('disk full')),
                  )
                : work$;
            const resumed = failures.pop() !== undefined && resumes && mirror.saved !== null;
            const from = resumed ? mirror.saved : mirror.watermark;
            const list = changesOf(study, from, { overlap: OVERLAP, pageSize });
            await mirror.follow(list, concurrency, failing, resumed).catch((error: unknown) => {
              mustBe((error as Error).message, 'disk full', 'why a run failed');
              failures.push('disk full');
            });
          }

          study.onRequest = (): void => undefined;
          const quiet = (): Promise<void> =>
            mirror.follow(changesOf(study, mirror.watermark, { overlap: OVERLAP }));
          for (const time of ['first', 'second']) {
            await quiet();
            mustBe(mirror.rows, study.alive, `the mirror after the ${time} quiet run`);
            const marked = study.all.filter(({ deleted }) => deleted);
            mustBe(mirror.marked, marked, `the marked rows after the ${time} quiet run`);
          }
          await quiet();
          mustBe(mirror.changes, [], 'what changed when nothing did');
        },
      ),
    ));
});
