import { EMPTY, lastValueFrom, type Observable, tap, throwError } from 'rxjs';
import { ChangingStudy } from '../../spec/changing-study';
import { apiDate } from '../models/api-date';
import type { Changes } from './changes';
import { processChanges } from './process-changes';
import type { SinceCursor } from './since-cursor';
import type { Watermark } from './watermark';

interface Revision {
  readonly recordRevisionId: number;
}

describe('the changes of an append-only list', () => {
  let study: ChangingStudy;
  let saved: Watermark | SinceCursor | null;
  let given: number[];
  let futureDated: readonly number[];

  const add = (recordRevisionId: number, late = 0): void => {
    study.revisions.push({ recordRevisionId, dateCreated: apiDate(study.now - late) });
    study.revisions.sort((a, b) => Number(a['recordRevisionId']) - Number(b['recordRevisionId']));
  };
  const follow = async (options: { failingPage?: number; concurrency?: number } = {}): Promise<void> => {
    given = [];
    futureDated = [];
    const work = (changes: Changes<Revision>): Observable<never> => {
      given.push(...changes.items.map(({ recordRevisionId }) => recordRevisionId));
      futureDated = [...futureDated, ...changes.futureDated];
      expect([changes.deleted, changes.deletedItems]).toEqual([[], []]);
      const fails = changes.page === options.failingPage;
      return fails ? throwError(() => new Error('disk full')) : EMPTY;
    };
    const target = {
      ...({ resource: 'recordRevisions', path: '/recordRevisions', itemKey: 'recordRevisionId' } as const),
      keyIsNumber: true,
      reading: <R>(_client: unknown, run: (read: undefined) => Observable<R>): Observable<R> =>
        run(undefined),
      options: { pageSize: 10 },
    };
    const { concurrency = 1 } = options;
    const acks$ = processChanges<Revision, number>(study, saved, target, work, { concurrency }).pipe(
      tap((ack) => {
        saved = JSON.parse(JSON.stringify(ack.watermark ?? ack.cursor)) as Watermark | SinceCursor;
      }),
    );
    await lastValueFrom(acks$);
  };

  beforeEach(() => {
    study = new ChangingStudy();
    study.clock = 'metadata.timestamp';
    saved = null;
    for (let id = 1; id <= 35; id++) add(id, 3_600_000);
  });

  it('are all rows at first, then those after the last key', async () => {
    await follow();
    expect(given).toEqual(Array.from({ length: 35 }, (_, index) => index + 1));
    expect(saved).toEqual(jasmine.objectContaining({ after: 35, edge: [] }));
    add(36);
    study.asked.length = 0;
    await follow();
    expect(given).toEqual([36]);
    expect(study.askedFor('/recordRevisions')).toEqual(['recordRevisionId>35']);
    await follow();
    expect(given).toEqual([]);
  });

  it('hold a row with a lower key that becomes visible late, once', async () => {
    add(40);
    await follow();
    study.now += 30_000;
    add(39, 30_000);
    for (const ids of [[39], []]) {
      await follow();
      expect(given).toEqual(ids);
    }
  });

  it('move on after the overlap', async () => {
    add(36);
    await follow();
    expect(saved).toEqual(jasmine.objectContaining({ after: 35, edge: [[36, jasmine.any(String)]] }));
    study.now += 61_000;
    await follow();
    expect(given).toEqual([]);
    expect(saved).toEqual(jasmine.objectContaining({ after: 36, edge: [] }));
  });

  it('move past a row that is dated in the future, which is reported once', async () => {
    add(36, -1e12);
    await follow();
    expect(futureDated).toEqual([36]);
    study.now += 61_000;
    add(37);
    await follow();
    expect([given, futureDated]).toEqual([[37], []]);
    expect(saved).toEqual(jasmine.objectContaining({ after: 36 }));
    study.now += 61_000;
    await follow();
    expect(given).toEqual([]);
    expect(saved).toEqual(jasmine.objectContaining({ after: 37, edge: [] }));
  });

  for (const concurrency of [1, 3]) {
    for (const failingPage of [1, 2, 3]) {
      it(`continue after an interruption on page ${String(failingPage)}, ${String(concurrency)} at a time`, async () => {
        for (let id = 36; id <= 45; id++) add(id);
        await expectAsync(follow({ failingPage, concurrency })).toBeRejectedWithError('disk full');
        const done = saved === null ? 0 : ((saved as SinceCursor).page?.items ?? 0);
        await follow();
        expect(given).toEqual(Array.from({ length: 45 - done }, (_, index) => done + index + 1));
        await follow();
        expect(given).toEqual([]);
      });
    }
  }
});
