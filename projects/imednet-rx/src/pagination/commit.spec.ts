import { EMPTY, lastValueFrom, map, NEVER, type Observable, of, tap, timer, toArray } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { failureOf } from '../../spec/failure-of';
import { KeyedRows, range, type Row } from '../../spec/keyed-rows';
import { PagedSource } from '../../spec/paged-source';
import { readyToProcess } from '../../spec/ready-to-process';
import { InvalidArgumentError } from '../errors/client-error';
import type { PageAck } from './page-ack';
import { Paginator } from './paginator';
import type { PaginatorOptions } from './paginator-options';
import type { CommitOptions, FinishedPages, ProcessPage } from './process-options';

const PARTS: PaginatorOptions = { strategy: 'keyset', itemKey: 'id', pageSize: 10, partitions: 4 };

/** Never called: what matters is whether it compiles. */
export function typesOf(paginator: Paginator<Row>): boolean {
  const hasCursor: 'cursor' extends keyof ProcessPage<Row> ? true : false = false;
  paginator.process(({ items }) => Promise.resolve(items.map(({ id }) => String(id))), {
    commit: ({ results, cursor }) => [results.flat().map((text) => text.length), cursor?.after],
  });
  paginator.process((page) => (page.page === 0 ? Promise.resolve('x') : [1, 2]), {
    commit: ({ results }) => results.filter((result) => typeof result === 'number'),
  });
  // @ts-expect-error results are what the work emits
  paginator.process(() => of(1), { commit: ({ results }: FinishedPages<string>) => results });
  return hasCursor;
}

describe('a page that is worked on', () => {
  beforeAll(readyToProcess);

  for (const [story, options, concurrency, manners] of [
    ['by offset', { itemKey: 'id' }, 1, {}],
    ['by offset, prefetched', { itemKey: 'id', prefetch: 3 }, 1, {}],
    ['by offset, several at the same time', { itemKey: 'id' }, 3, {}],
    ['with keyset', { strategy: 'keyset', itemKey: 'id' }, 1, {}],
    ['with keyset, several at the same time', { strategy: 'keyset', itemKey: 'id' }, 2, {}],
    ['in partitions', PARTS, 1, {}],
    ['in partitions that are not divided', { ...PARTS, pageSize: 100 }, 1, {}],
    [
      'by offset after keyset',
      { strategy: 'keyset', itemKey: 'id', onKeysetUnsupported: 'offset' },
      2,
      { filter: 'refused' },
    ],
  ] as const) {
    for (const commits of [true, false]) {
      it(`has no cursor ${story}, ${commits ? 'with' : 'without'} commit`, async () => {
        const pages: ProcessPage<Row>[] = [];
        const rows = new KeyedRows(range(200), manners);
        const acks$ = new Paginator<Row>(rows, '/rows', { pageSize: 10, ...options }).process(
          (page) => [pages.push(page)],
          { concurrency, ...(commits && { commit: () => EMPTY }) },
        );
        const acks = await lastValueFrom(acks$.pipe(toArray()));
        expect(pages.length).toBe(acks.length);
        expect(pages.filter((page) => 'cursor' in page)).toEqual([]);
        expect(acks.at(-1)?.cursor).toBeNull();
        expect(acks.slice(0, -1).filter(({ cursor }) => cursor === null)).toEqual([]);
      });
    }
  }
});

describe('commit', () => {
  beforeAll(readyToProcess);

  let scheduler: TestScheduler;

  beforeEach(() => {
    scheduler = new TestScheduler((actual, expected) => {
      expect(actual).toEqual(expected);
    });
  });

  const numbersOf = ({ pages }: FinishedPages<unknown>): number[] => pages.map(({ page }) => page);

  it('is called once per newly finished prefix, with what the work emitted, and acknowledged after it', () => {
    scheduler.run(({ flush }) => {
      const events: unknown[] = [];
      const log = (...event: readonly unknown[]): unknown => events.push([scheduler.now(), ...event]);
      const work = ({ page }: ProcessPage<number>): Observable<string> =>
        timer([20, 5, 10, 50][page] ?? 0).pipe(map(() => `rows of ${String(page)}`));
      new Paginator<number>(new PagedSource(40), '/x', { pageSize: 10 })
        .process(work, {
          concurrency: 4,
          commit: ({ results, pages, cursor }) => {
            log('commit', results, pages, cursor?.page);
            return timer(7);
          },
        })
        .subscribe(({ page, cursor }) => log('ack', page, cursor?.page));
      flush();
      const pages = [0, 1, 2].map((page) => ({ page, items: 10 }));
      expect(events).toEqual([
        [20, 'commit', ['rows of 0', 'rows of 1', 'rows of 2'], pages, 3],
        [27, 'ack', 0, 1],
        [27, 'ack', 1, 2],
        [27, 'ack', 2, 3],
        [50, 'commit', ['rows of 3'], [{ page: 3, items: 10 }], undefined],
        [57, 'ack', 3, undefined],
      ]);
    });
  });

  it('is given everything that the work emitted, in the order of the pages', async () => {
    const results: unknown[] = [];
    const paginator = new Paginator<number>(new PagedSource(20), '/x', { pageSize: 10 });
    for (const work of [
      (): Promise<string> => Promise.resolve('one'),
      ({ items }: ProcessPage<number>): readonly number[] => items.slice(0, 2),
      (): Observable<never> => EMPTY,
    ]) {
      const commit = (finished: FinishedPages<unknown>): readonly number[] => [
        results.push(finished.results),
      ];
      await lastValueFrom(
        paginator.process<readonly unknown[] | Promise<unknown> | Observable<unknown>>(work, { commit }),
      );
    }
    expect(results).toEqual([['one'], ['one'], [0, 1], [10, 11], [], []]);
  });

  for (const [story, options, concurrency] of [
    ['in partitions', PARTS, 1],
    ['by offset', { itemKey: 'id', pageSize: 10, prefetch: 5 }, 3],
    ['with keyset', { strategy: 'keyset', itemKey: 'id', pageSize: 10 }, 3],
  ] as const) {
    it(`is never called twice at the same time, nor for pages of two partitions, ${story}`, () => {
      scheduler.run(({ flush }) => {
        const rows = new KeyedRows(range(400), { latency: 3 });
        let committing = 0;
        let most = 0;
        const committed: string[] = [];
        const acks: PageAck[] = [];
        new Paginator<Row>(rows, '/rows', options)
          .process(({ page }) => timer([4, 1, 9][page % 3] ?? 0), {
            concurrency,
            commit: ({ pages }) => {
              most = Math.max(most, ++committing);
              expect(new Set(pages.map(({ partition }) => partition)).size).toBe(1);
              committed.push(...pages.map(({ partition, page }) => `${String(partition)}/${String(page)}`));
              return timer(5).pipe(tap({ complete: () => (committing -= 1) }));
            },
          })
          .subscribe((ack) => {
            acks.push(ack);
            expect(acks.length).toBeLessThanOrEqual(committed.length);
          });
        flush();
        expect(most).toBe(1);
        expect(acks.map(({ partition, page }) => `${String(partition)}/${String(page)}`)).toEqual(committed);
        expect(acks.at(-1)?.cursor).toBeNull();
      });
    });
  }

  for (const [prefetch, concurrency] of [
    [1, 1],
    [3, 1],
    [1, 3],
    [2, 4],
  ] as const) {
    it(`slows reading: uncommitted pages count, prefetch ${String(prefetch)}, concurrency ${String(concurrency)}`, () => {
      scheduler.run(({ flush }) => {
        const source = new PagedSource(300, () => 1);
        let [committed, most] = [0, 0];
        source.onRequest = (): void => {
          most = Math.max(most, source.requested.length - committed);
        };
        new Paginator<number>(source, '/x', { pageSize: 10, prefetch })
          .process(() => timer(1), {
            concurrency,
            commit: ({ pages }) => timer(1000).pipe(tap({ complete: () => (committed += pages.length) })),
          })
          .subscribe();
        flush();
        expect(committed).toBe(30);
        expect(most).toBe(Math.max(prefetch, concurrency));
      });
    });
  }

  it('slows reading in partitions too: each has one page that is not committed', () => {
    scheduler.run(({ flush }) => {
      const rows = new KeyedRows(range(400), { latency: 1 });
      const open = new Set<string>();
      let most = 0;
      const name = ({ partition, page }: { partition?: number; page: number }): string =>
        `${String(partition)}/${String(page)}`;
      new Paginator<Row>(rows, '/rows', PARTS)
        .process(
          (page) => {
            open.add(name(page));
            most = Math.max(most, open.size);
            return EMPTY;
          },
          {
            commit: ({ pages }) =>
              timer(100).pipe(
                tap({
                  complete: () => {
                    for (const page of pages) open.delete(name(page));
                  },
                }),
              ),
          },
        )
        .subscribe();
      flush();
      expect(most).toBe(4);
      expect(open.size).toBe(0);
    });
  });

  it('ends the list when it fails, acknowledges nothing of it, and stops work and requests', () => {
    scheduler.run(({ flush }) => {
      const source = new PagedSource(1000, () => 1);
      const seen: unknown[] = [];
      let cancelled = 0;
      new Paginator<number>(source, '/x', { pageSize: 10 })
        .process(
          ({ page }) => (page < 3 ? of(page) : NEVER.pipe(tap({ unsubscribe: () => (cancelled += 1) }))),
          {
            concurrency: 3,
            commit: (finished) =>
              numbersOf(finished).includes(2) ? timer(5).pipe(map(() => failing())) : of(undefined),
          },
        )
        .subscribe({
          next: ({ page }) => seen.push(page),
          error: (error: unknown) => seen.push((error as Error).message, source.requested.length),
        });
      flush();
      expect(seen.slice(0, 3)).toEqual([0, 1, 'disk full']);
      expect(source.requested.length).toBe(seen[3] as number);
      expect(source.inFlight).toBe(0);
      expect(cancelled).toBe(2);
    });
  });

  it('reports a commit that throws instead of returning', async () => {
    const process$ = new Paginator<number>(new PagedSource(30), '/x', { pageSize: 10 }).process(() => of(1), {
      commit: failing,
    });
    expect(((await failureOf(process$)) as Error).message).toBe('disk full');
  });

  it('is waited for by a failure: the error arrives after what was finished before is committed', () => {
    scheduler.run(({ flush }) => {
      const events: unknown[] = [];
      new Paginator<number>(new PagedSource(1000), '/x', { pageSize: 10 })
        .process(({ page }) => (page === 2 ? timer(5).pipe(map(() => failing())) : of(page)), {
          concurrency: 3,
          commit: (finished) => {
            events.push(`commits ${String(numbersOf(finished))}`);
            return timer(10).pipe(tap({ complete: () => events.push('committed') }));
          },
        })
        .subscribe({
          next: ({ page }) => events.push(`ack ${String(page)}`),
          error: (error: unknown) => events.push(`${(error as Error).message} at ${String(scheduler.now())}`),
        });
      flush();
      expect(events).toEqual([
        ...['commits 0', 'committed', 'ack 0'],
        ...['commits 1', 'committed', 'ack 1'],
        'disk full at 20',
      ]);
    });
  });

  it('is cancelled when the subscriber leaves', () => {
    scheduler.run(({ flush }) => {
      let cancelled = 0;
      const source = new PagedSource(1000, () => 1);
      const subscription = new Paginator<number>(source, '/x', { pageSize: 10, prefetch: 2 })
        .process(() => of(1), { commit: () => NEVER.pipe(tap({ unsubscribe: () => (cancelled += 1) })) })
        .subscribe();
      timer(50).subscribe(() => {
        subscription.unsubscribe();
      });
      flush();
      expect(cancelled).toBe(1);
      expect(source.requested.length).toBe(2);
    });
  });

  it('takes Promises, arrays and what emits nothing', async () => {
    for (const commit of [() => Promise.resolve(), () => [1, 2], () => EMPTY] as const) {
      const acks$ = new Paginator<number>(new PagedSource(30), '/x', { pageSize: 10 }).process(() => of(1), {
        commit,
      });
      expect((await lastValueFrom(acks$.pipe(toArray()))).map(({ page }) => page)).toEqual([0, 1, 2]);
    }
  });

  it('stays flat over 5,000 synchronous pages', async () => {
    for (const concurrency of [1, 3]) {
      const acks$ = new Paginator<number>(new PagedSource(5000), '/x', { pageSize: 1, prefetch: 3 }).process(
        () => of(1),
        { concurrency, commit: () => of(1) },
      );
      expect((await lastValueFrom(acks$.pipe(toArray()))).length).toBe(5000);
    }
  });

  for (const commit of [null, 1, 'x', {}]) {
    it(`is rejected before anything is requested when it is ${JSON.stringify(commit)}`, async () => {
      const source = new PagedSource(30);
      const options = { commit } as unknown as CommitOptions<unknown>;
      const process$ = new Paginator<number>(source, '/x').process(() => EMPTY, options);
      expect(await failureOf(process$)).toBeInstanceOf(InvalidArgumentError);
      expect(source.requested).toEqual([]);
    });
  }
});

function failing(): never {
  throw new Error('disk full');
}
