import { concatMap, delay, lastValueFrom, of, take, timer, toArray } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { PagedSource } from '../../spec/paged-source';
import { InvalidArgumentError } from '../errors/client-error';
import { AsyncPaginator } from './async-paginator';
import { Paginator } from './paginator';
import type { PaginatorOptions } from './paginator-options';

const range = (length: number): number[] => Array.from({ length }, (_, index) => index);
/** Later pages of each group of three come first. */
const overtaking = (page: number): number => 30 - (page % 3) * 10;

describe('a window of pages', () => {
  let scheduler: TestScheduler;

  beforeEach(() => {
    scheduler = new TestScheduler((actual, expected) => {
      expect(actual).toEqual(expected);
    });
  });

  for (const prefetch of [1, 2, 3, 8, 100]) {
    it(`of ${String(prefetch)} gives every item once, in order, though pages overtake one another`, () => {
      scheduler.run(({ flush }) => {
        const source = new PagedSource(95, overtaking);
        const items: number[] = [];
        new Paginator<number>(source, '/x', { pageSize: 10, prefetch })
          .items()
          .subscribe((item) => items.push(item));
        flush();
        expect(items).toEqual(range(95));
        expect(source.requested).toEqual(range(10));
        expect(source.maxInFlight).toBe(Math.min(prefetch, 9));
      });
    });
  }

  it('hides the latency: eight pages of 100 ms with four in flight take 300 ms', () => {
    scheduler.run(({ expectObservable }) => {
      const source = new PagedSource(80, () => 100);
      const pages$ = new Paginator<number>(source, '/x', { pageSize: 10, prefetch: 4 }).pages().pipe(
        toArray(),
        concatMap((pages) => of(String(pages.length))),
      );
      // Page 0 alone, as nobody knows yet how many follow; then 1 to 4, 5 to 7.
      expectObservable(pages$).toBe('300ms (8|)');
    });
  });

  it('never requests or holds more than it may before they were emitted', () => {
    scheduler.run(({ flush }) => {
      const source = new PagedSource(300, (page) => (page === 1 ? 1000 : 10));
      let emitted = 0;
      let most = 0;
      const look = (): void => {
        most = Math.max(most, source.requested.length - emitted);
      };
      new Paginator<number>(source, '/x', { pageSize: 10, prefetch: 4 }).pages().subscribe(() => {
        look();
        emitted += 1;
      });
      timer(0, 5).pipe(take(400)).subscribe(look);
      flush();
      expect(emitted).toBe(30);
      expect(most).toBe(4);
    });
  });

  it('gives the pages before the one that fails ahead of its turn, then its error', () => {
    scheduler.run(({ flush }) => {
      const source = new PagedSource(50, (page) => (page === 3 ? 1 : 50));
      const failing: PagedSource = Object.create(source, {
        get: {
          value: (path: string, params: Record<string, number>) =>
            source.get(path, params['page'] === 3 ? { ...params, page: -1 } : params),
        },
      }) as PagedSource;
      const seen: unknown[] = [];
      new Paginator<number>(failing, '/x', { pageSize: 10, prefetch: 4 }).pages().subscribe({
        next: ({ page }) => seen.push(page),
        error: (error: unknown) => seen.push((error as Error).name),
      });
      flush();
      expect(seen).toEqual([0, 1, 2, 'PaginationError']);
      expect(source.inFlight).toBe(0);
    });
  });

  it('aborts all that is in flight when the subscriber leaves, and requests nothing more', () => {
    scheduler.run(({ flush }) => {
      const source = new PagedSource(1000, () => 100);
      const subscription = new Paginator<number>(source, '/x', { pageSize: 10, prefetch: 4 })
        .pages()
        .subscribe();
      timer(150).subscribe(() => {
        subscription.unsubscribe();
      });
      flush();
      expect(source.requested).toEqual([0, 1, 2, 3, 4]);
      expect(source.aborted.sort()).toEqual([1, 2, 3, 4]);
    });
  });

  it('stays flat over 5,000 synchronous pages', async () => {
    const source = new PagedSource(5000);
    const paginator = new Paginator<number>(source, '/x', { pageSize: 1, prefetch: 7 });
    expect(await lastValueFrom(paginator.items().pipe(toArray()))).toEqual(range(5000));
    expect(source.requested.length).toBe(5000);
  });

  const limits: readonly (readonly [options: PaginatorOptions, items: number, requests: number])[] = [
    [{ maxPages: 1 }, 10, 1],
    [{ maxPages: 3 }, 30, 3],
    [{ maxPages: 99 }, 95, 10],
    [{ maxItems: 1 }, 1, 1],
    [{ maxItems: 10 }, 10, 1],
    [{ maxItems: 11 }, 11, 2],
    [{ maxItems: 94 }, 94, 10],
    [{ maxItems: 1000 }, 95, 10],
    [{ maxItems: 25, maxPages: 2 }, 20, 2],
    [{ maxItems: 15, maxPages: 9 }, 15, 2],
    [{ maxItems: 15, startPage: 9 }, 5, 1],
    [{ maxPages: 2, startPage: 3 }, 20, 2],
  ];
  for (const [options, items, requests] of limits) {
    for (const prefetch of [1, 4]) {
      it(`stops at ${JSON.stringify(options)} after exactly ${String(requests)} requests, prefetch ${String(prefetch)}`, () => {
        scheduler.run(({ flush }) => {
          const source = new PagedSource(95, overtaking);
          const paginator = new Paginator<number>(source, '/x', { pageSize: 10, prefetch, ...options });
          const seen: number[] = [];
          paginator.items().subscribe((item) => seen.push(item));
          flush();
          expect(seen.length).toBe(items);
          expect(source.requested.length).toBe(requests);
          expect(paginator.cursor).toBeNull();
        });
      });
    }
  }

  for (const name of ['prefetch', 'maxPages', 'maxItems'] as const) {
    for (const value of [0, -1, 1.5, NaN, Infinity, '3']) {
      it(`refuses ${name} ${String(value)}`, () => {
        expect(() => new Paginator(new PagedSource(1), '/x', { [name]: value })).toThrowError(
          InvalidArgumentError,
        );
      });
    }
  }

  it('is the same when pulled: no more than it may are unfinished, whatever the pace', async () => {
    const source = new PagedSource(100);
    const seen: number[] = [];
    for await (const { items, page } of new AsyncPaginator<number>(source, '/x', {
      pageSize: 10,
      prefetch: 3,
    }).pages()) {
      expect(source.requested.length - page).toBeLessThanOrEqual(3);
      seen.push(...items);
    }
    expect(seen).toEqual(range(100));
  });

  it('aborts what was read ahead when the consumer leaves the loop', async () => {
    const source = new PagedSource(100, (page) => (page < 2 ? 0 : 10_000));
    for await (const { page } of new AsyncPaginator<number>(source, '/x', {
      pageSize: 10,
      prefetch: 3,
    }).pages()) {
      if (page === 1) break;
    }
    expect(source.requested).toEqual([0, 1, 2, 3]);
    expect(source.aborted).toEqual([2, 3]);
    expect(source.inFlight).toBe(0);
  });

  it('lets a slow consumer behind a push stream pile pages up, which is why there is process()', () => {
    scheduler.run(({ flush }) => {
      const source = new PagedSource(500, () => 1);
      let done = 0;
      new Paginator<number>(source, '/x', { pageSize: 10 })
        .pages()
        .pipe(concatMap((page) => of(page).pipe(delay(1000))))
        .subscribe(() => {
          if (done === 0) expect(source.requested.length).toBe(50);
          done += 1;
        });
      flush();
      expect(done).toBe(50);
    });
  });
});
