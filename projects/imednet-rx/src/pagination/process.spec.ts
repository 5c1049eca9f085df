import {
  EMPTY,
  lastValueFrom,
  NEVER,
  type Observable,
  type ObservableInput,
  of,
  tap,
  throwError,
  timer,
  toArray,
} from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { failureOf } from '../../spec/failure-of';
import { PagedSource } from '../../spec/paged-source';
import { InvalidArgumentError } from '../errors/client-error';
import type { Page } from './page';
import type { PageAck } from './page-ack';
import type { PageCursor } from './page-cursor';
import { Paginator } from './paginator';

const range = (length: number): number[] => Array.from({ length }, (_, index) => index);

describe('process', () => {
  let scheduler: TestScheduler;

  beforeEach(() => {
    scheduler = new TestScheduler((actual, expected) => {
      expect(actual).toEqual(expected);
    });
  });

  for (const [prefetch, concurrency] of [
    [1, 1],
    [2, 1],
    [1, 3],
    [5, 2],
  ] as const) {
    it(`never has more pages unfinished than it may, prefetch ${String(prefetch)}, concurrency ${String(concurrency)}`, () => {
      scheduler.run(({ flush }) => {
        const source = new PagedSource(200, (page) => 1 + (page % 3));
        let [finished, working, mostWorking, mostUnfinished] = [0, 0, 0, 0];
        source.onRequest = (): void => {
          mostUnfinished = Math.max(mostUnfinished, source.requested.length - finished);
        };
        const work = ({ page }: Page<number>): Observable<unknown> => {
          working += 1;
          mostWorking = Math.max(mostWorking, working);
          return timer(page % 2 === 0 ? 500 : 100).pipe(
            tap({
              complete: () => {
                working -= 1;
                finished += 1;
              },
            }),
          );
        };
        const acks: PageAck[] = [];
        new Paginator<number>(source, '/x', { pageSize: 10, prefetch })
          .process(work, { concurrency })
          .subscribe((ack) => acks.push(ack));
        flush();
        expect(acks.map(({ page }) => page)).toEqual(range(20));
        expect(mostWorking).toBe(concurrency);
        expect(mostUnfinished).toBe(Math.max(prefetch, concurrency));
      });
    });
  }

  it('acknowledges a page when its work and that of all before it is done, and tells where to go on', () => {
    scheduler.run(({ expectObservable }) => {
      const source = new PagedSource(25, () => 0);
      const acks$ = new Paginator<number>(source, '/x', { pageSize: 10 }).process(
        ({ page }) => timer(page === 0 ? 5 : 1),
        { concurrency: 3 },
      );
      const cursor = { version: 2, strategy: 'offset', query: jasmine.any(String) } as unknown as PageCursor;
      // Pages 1 and 2 are done at 1 ms, but page 0 is not.
      expectObservable(acks$).toBe('5ms (abc|)', {
        a: { page: 0, items: 10, cursor: { ...cursor, page: 1, items: 10 } },
        b: { page: 1, items: 10, cursor: { ...cursor, page: 2, items: 20 } },
        c: { page: 2, items: 5, cursor: null },
      });
    });
  });

  it('takes Promises, arrays and work that emits nothing', async () => {
    const works: readonly (() => ObservableInput<unknown>)[] = [
      (): Promise<void> => Promise.resolve(),
      (): number[] => [1, 2],
      () => EMPTY,
    ];
    for (const work of works) {
      const acks = await lastValueFrom(
        new Paginator<number>(new PagedSource(30), '/x', { pageSize: 10 }).process(work).pipe(toArray()),
      );
      expect(acks.length).toBe(3);
    }
  });

  it('acknowledges nothing of a page whose work failed, nor of any behind it, and requests no more', () => {
    scheduler.run(({ flush }) => {
      const source = new PagedSource(1000, () => 1);
      const seen: unknown[] = [];
      new Paginator<number>(source, '/x', { pageSize: 10 })
        .process(({ page }) => (page === 1 ? timer(10).pipe(tap(failing)) : timer(20)), { concurrency: 3 })
        .subscribe({
          next: ({ page }) => seen.push(page),
          error: (error: unknown) => seen.push((error as Error).message),
        });
      flush();
      expect(seen).toEqual(['disk full']);
      expect(source.requested.length).toBeLessThanOrEqual(4);
      expect(source.inFlight).toBe(0);
    });
  });

  it('reports work that throws instead of returning', async () => {
    const process$ = new Paginator<number>(new PagedSource(30), '/x', { pageSize: 10 }).process(failing);
    expect(((await failureOf(process$)) as Error).message).toBe('disk full');
  });

  it('cancels the work and the requests when the subscriber leaves', () => {
    scheduler.run(({ flush }) => {
      const source = new PagedSource(1000, () => 1);
      let cancelled = 0;
      const work = (): Observable<never> => NEVER.pipe(tap({ unsubscribe: () => (cancelled += 1) }));
      const subscription = new Paginator<number>(source, '/x', { pageSize: 10, prefetch: 4 })
        .process(work, { concurrency: 2 })
        .subscribe();
      timer(50).subscribe(() => {
        subscription.unsubscribe();
      });
      flush();
      expect(cancelled).toBe(2);
      expect(source.requested).toEqual([0, 1, 2, 3]);
    });
  });

  it('stays flat over 5,000 synchronous pages of synchronous work', async () => {
    const source = new PagedSource(5000);
    const acks$ = new Paginator<number>(source, '/x', { pageSize: 1, prefetch: 3 }).process(() => of(1));
    expect((await lastValueFrom(acks$.pipe(toArray()))).length).toBe(5000);
  });

  for (const concurrency of [0, -1, 1.5, NaN, Infinity, '2']) {
    it(`refuses concurrency ${String(concurrency)} and requests nothing`, async () => {
      const source = new PagedSource(30);
      const process$ = new Paginator<number>(source, '/x').process(() => EMPTY, {
        concurrency: concurrency as number,
      });
      expect(await failureOf(process$)).toBeInstanceOf(InvalidArgumentError);
      expect(source.requested).toEqual([]);
    });
  }

  it('fails as the list does', () => {
    scheduler.run(({ expectObservable }) => {
      const error = new Error('x');
      const paginator = new Paginator({ get: () => throwError(() => error) }, '/x');
      expectObservable(paginator.process(() => EMPTY)).toBe('#', undefined, error);
    });
  });
});

function failing(): never {
  throw new Error('disk full');
}
