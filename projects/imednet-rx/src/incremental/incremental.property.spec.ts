import fc from 'fast-check';
import { concat, type Observable, throwError } from 'rxjs';
import { changesOf } from '../../spec/changes-of';
import { ChangingStudy, type StudyRow } from '../../spec/changing-study';
import { holds, mustBe } from '../../spec/holds';
import { Mirror } from '../../spec/mirror';

const OVERLAP = 5000;

interface Change {
  readonly kind: 'insert' | 'change' | 'mark' | 'remove' | 'bring back';
  readonly pick: number;
  /** ms since the change before. */
  readonly pause: number;
  /** ms from its date until it is seen. */
  readonly late: number;
}

const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom('insert', 'change', 'mark', 'remove', 'bring back'),
  pick: fc.nat(60),
  pause: fc.constantFrom(0, 0, 400, 1000, 20_000),
  late: fc.oneof(fc.constant(0), fc.nat(OVERLAP)),
});
const changes = fc.array(change, { maxLength: 4 });

/** Changes before the run and ahead of each of its requests; maybe work that fails, behind what it has written. */
const run = fc.record({
  before: changes,
  during: fc.array(changes, { maxLength: 12 }),
  failingPage: fc.option(fc.nat(4), { nil: undefined, freq: 2 }),
  concurrency: fc.integer({ min: 1, max: 3 }),
  pageSize: fc.integer({ min: 1, max: 8 }),
});

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
      fc.asyncProperty(fc.nat(25), fc.array(run, { minLength: 1, maxLength: 6 }), async (rows, runs) => {
        const study = new ScriptedStudy();
        const mirror = new Mirror<StudyRow>();
        for (let id = 0; id < rows; id++) study.save(id * 2, 'first');
        for (const { before, during, failingPage, concurrency, pageSize } of runs) {
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
          const list = changesOf(study, mirror.watermark, { overlap: OVERLAP, pageSize });
          await mirror.follow(list, concurrency, failing).catch((error: unknown) => {
            mustBe((error as Error).message, 'disk full', 'why a run failed');
          });
        }

        study.onRequest = (): void => undefined;
        const quiet = (): Promise<void> =>
          mirror.follow(changesOf(study, mirror.watermark, { overlap: OVERLAP }));
        for (const time of ['first', 'second']) {
          await quiet();
          mustBe(mirror.rows, study.alive, `the mirror after the ${time} quiet run`);
        }
        await quiet();
        mustBe(mirror.changes, [], 'what changed when nothing did');
      }),
    ));
});
