import { delay, EMPTY, NEVER, type Observable, of, tap, throwError, timer } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { changesOf, type ChangesOptions } from '../../spec/changes-of';
import { ChangingStudy, type StudyRow } from '../../spec/changing-study';
import { failureOf } from '../../spec/failure-of';
import { Mirror } from '../../spec/mirror';
import { InvalidArgumentError } from '../errors/client-error';
import { PaginationError } from '../errors/response-contract-error';
import type { Changes, ChangesAck } from './changes';
import type { Requestor } from '../pagination/requestor';

describe('work on changes', () => {
  let study: ChangingStudy;
  let mirror: Mirror<StudyRow>;
  let scheduler: TestScheduler;

  beforeEach(async () => {
    study = new ChangingStudy();
    mirror = new Mirror();
    for (let id = 1; id <= 35; id++) study.save(id, 'first');
    await mirror.follow(changesOf(study));
    study.now += 3_600_000;
    for (let id = 1; id <= 35; id++) study.save(id, 'second');
    study.asked.length = 0;
    scheduler = new TestScheduler((actual, expected) => {
      expect(actual).toEqual(expected);
    });
  });

  it('that fails ends the run without a watermark; the next run gives its changes again', async () => {
    const { watermark } = mirror;
    for (const failing of [0, 2]) {
      const run = mirror.follow(changesOf(study, mirror.watermark), 1, (work$, { page }) =>
        page === failing ? throwError(() => new Error('disk full')) : work$,
      );
      await expectAsync(run).toBeRejectedWithError('disk full');
      expect(mirror.acks.map(({ page, watermark: next }) => [page, next])).toEqual(
        Array.from({ length: failing }, (_, page) => [page, undefined]),
      );
      expect(mirror.watermark).toBe(watermark);
    }
    await mirror.follow(changesOf(study, mirror.watermark));
    expect(mirror.given.length).toBe(35);
    expect(mirror.rows).toEqual(study.alive);
  });

  it('that is left gives no watermark, and nothing is asked for any more', () => {
    const acks: ChangesAck[] = [];
    const work = ({ page }: Changes<StudyRow>): Observable<unknown> => (page === 1 ? NEVER : EMPTY);
    const subscription = changesOf(study, mirror.watermark)
      .process(work)
      .subscribe((ack) => acks.push(ack));
    subscription.unsubscribe();
    expect(acks.map(({ page, items, watermark }) => [page, items, watermark])).toEqual([[0, 10, undefined]]);
    expect(study.askedFor('/records').length).toBe(2);
  });

  for (const concurrency of [1, 4]) {
    it(`sets the pace, ${String(concurrency)} at a time, and acknowledgements keep the order`, () => {
      scheduler.run(({ flush }) => {
        const acks: number[] = [];
        let [working, most] = [0, 0];
        const work = ({ page }: Changes<StudyRow>): Observable<unknown> => {
          most = Math.max(most, ++working);
          return timer(page === 0 ? 50 : 10).pipe(tap({ complete: () => working-- }));
        };
        changesOf(study, mirror.watermark)
          .process(work, { concurrency })
          .subscribe(({ page }) => acks.push(page));
        flush();
        expect(acks).toEqual([0, 1, 2, 3]);
        expect(most).toBe(concurrency);
      });
    });
  }

  it('on deletions is done before any on rows begins, however many pages are worked on at a time', () => {
    scheduler.run(({ flush }) => {
      study.remove(4);
      const story: string[] = [];
      const work = ({ page, deleted }: Changes<StudyRow>): Observable<unknown> => {
        story.push(`${String(page)} begins`);
        return of(1).pipe(
          delay(deleted.length > 0 ? 100 : 10),
          tap(() => story.push(`${String(page)} ends`)),
        );
      };
      changesOf(study, mirror.watermark).process(work, { concurrency: 3 }).subscribe();
      flush();
      expect(story.slice(0, 5)).toEqual(['0 begins', '0 ends', '1 begins', '2 begins', '3 begins']);
    });
  });

  it('may be Promises, and throw instead of returning', async () => {
    const acks: ChangesAck[] = [];
    const changes = changesOf(study, mirror.watermark);
    await new Promise<void>((resolve, reject) => {
      changes
        .process(() => Promise.resolve())
        .subscribe({ next: (ack) => acks.push(ack), complete: resolve, error: reject });
    });
    expect(acks.length).toBe(4);
    const throwing = changes.process(() => {
      throw new Error('disk full');
    });
    expect(((await failureOf(throwing)) as Error).message).toBe('disk full');
  });

  it('is a run of its own for each subscription', () => {
    const changes$ = changesOf(study, mirror.watermark).process(() => EMPTY);
    const runs = [0, 1].map(() => {
      const acks: ChangesAck[] = [];
      changes$.subscribe((ack) => acks.push(ack));
      return acks;
    });
    expect(runs[0]).toEqual(runs[1]);
    expect(runs[0]?.at(-1)?.watermark).toBeDefined();
  });

  it('fails as a page does, and without a watermark', async () => {
    study.onRequest = (): void => {
      if (study.askedFor('/records').length > 2) throw new Error('connection lost');
    };
    await expectAsync(mirror.follow(changesOf(study, mirror.watermark))).toBeRejectedWithError(
      'connection lost',
    );
    expect(mirror.acks.every(({ watermark }) => watermark === undefined)).toBeTrue();
  });

  for (const date of [null, '', 'yesterday', '2025-01-01T00:00:00Z', '2025-02-30 00:00:00']) {
    it(`is refused when the newest date reads ${JSON.stringify(date)}`, async () => {
      const odd: StudyRow = { recordId: 99, dateModified: date!, deleted: false, value: '' };
      study.rows.set(99, odd);
      const lenient: Requestor = {
        get: (path, params) => study.get(path, { ...params, filter: undefined, sort: 'recordId,DESC' }),
      };
      const error = await failureOf(changesOf(lenient).process(() => EMPTY));
      expect(error).toBeInstanceOf(PaginationError);
      expect((error as Error).message).toContain('dateModified');
    });
  }

  const refused: readonly (readonly [story: string, options: ChangesOptions, concurrency?: number])[] = [
    ['a filter by date', { params: { filter: 'dateModified>=2024-01-01T00:00:00Z' } }],
    ['a filter by date behind others', { params: { filter: 'value==x and dateModified<2024-01-01' } }],
    ['a filter by key', { params: { filter: 'recordId>5' } }],
    ['a filter with an OR', { params: { filter: 'value==x,value==y' } }],
    ['a filter with an or', { params: { filter: 'value==x or deleted==true' } }],
    ['two filters', { params: { filter: ['value==x', 'deleted==false'] } }],
    ['an order', { params: { sort: 'dateModified,ASC' } }],
    ['an empty order', { params: { sort: [] } }],
    ['a page', { params: { page: 3 } }],
    ['a page by another name', { params: { seite: 3 }, pageParam: 'seite' }],
    ['a start page', { startPage: 0 }],
    ['fewer pages', { maxPages: 1 }],
    ['fewer items', { maxItems: 1 }],
    ['a cursor', { resumeFrom: { version: 2, strategy: 'keyset', query: '0', page: 1, items: 1, after: 1 } }],
    ['another strategy', { strategy: 'offset' }],
    ['a strategy to fall back to', { onKeysetUnsupported: 'offset' }],
    ['more than one part at a time', { partitions: 2 }],
    ['a negative overlap', { overlap: -1 }],
    ['an endless overlap', { overlap: Infinity }],
    ['an overlap that is no number', { overlap: NaN }],
    ['an overlap as text', { overlap: '60' as unknown as number }],
    ['unknown deletions', { deletions: 'all' as 'flag' }],
    ['a page size of 0', { pageSize: 0 }],
    ['a page size that is too large', { pageSize: 501 }],
    ['two page sizes', { params: { size: 20 } }],
    ['no concurrency', {}, 0],
    ['half a concurrency', {}, 1.5],
  ];
  for (const from of ['the beginning', 'a watermark']) {
    for (const [story, options, concurrency = 1] of refused) {
      it(`is refused with ${story} before anything is sent, from ${from}`, async () => {
        const watermark = from === 'a watermark' ? mirror.watermark : null;
        const process$ = changesOf(study, watermark, options).process(() => EMPTY, { concurrency });
        expect(await failureOf(process$)).toBeInstanceOf(InvalidArgumentError);
        expect(study.asked).toEqual([]);
      });
    }
  }

  const taken: readonly (readonly [story: string, options: ChangesOptions])[] = [
    ['a filter that quotes what looks like an OR', { params: { filter: 'value=="a,dateModified>=b"' } }],
    ['a filter by an attribute that begins alike', { params: { filter: 'dateModifiedBy==x' } }],
    ['an empty filter', { params: { filter: '' } }],
    ['the strategy it has', { strategy: 'keyset', onKeysetUnsupported: 'error', partitions: 1 }],
    ['another page size than before', { pageSize: 500 }],
    ['the page size among the parameters', { pageSize: undefined, params: { size: 20 } }],
    ['pages ahead', { prefetch: 5 }],
    ['no overlap', { overlap: 0 }],
    ['part of a millisecond', { overlap: 0.5 }],
  ];
  for (const [story, options] of taken) {
    it(`takes ${story}`, async () => {
      await mirror.follow(changesOf(study, null, options));
      await mirror.follow(changesOf(study, mirror.watermark, options));
      expect(mirror.acks.at(-1)?.watermark).toBeDefined();
    });
  }
});
