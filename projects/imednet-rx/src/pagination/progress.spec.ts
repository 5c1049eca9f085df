import { Subject } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { KeyedRows, range, type Row } from '../../spec/keyed-rows';
import type { PageProgress } from './page-progress';
import { Paginator } from './paginator';
import type { PaginatorOptions } from './paginator-options';

const LIST: PaginatorOptions = { itemKey: 'id', pageSize: 10 };

describe('the progress of a list', () => {
  let scheduler: TestScheduler;

  beforeEach(() => {
    scheduler = new TestScheduler((actual, expected) => {
      expect(actual).toEqual(expected);
    });
  });

  /** Reads a list whose pages take 100 ms each. */
  const progressOf = (options: PaginatorOptions, items = 45): PageProgress[] => {
    const progress: PageProgress[] = [];
    scheduler.run(({ flush }) => {
      const paginator = new Paginator<Row>(new KeyedRows(range(items), { latency: 100 }), '/rows', options);
      paginator.progress$.subscribe((value) => progress.push(value));
      paginator.items().subscribe();
      flush();
    });
    return progress;
  };

  it('counts pages, items and bytes, and tells rate and time left', () => {
    expect(progressOf(LIST)).toEqual([
      { pages: 1, items: 10, total: 45, bytes: 100, rate: 100, eta: 350 },
      { pages: 2, items: 20, total: 45, bytes: 200, rate: 100, eta: 250 },
      { pages: 3, items: 30, total: 45, bytes: 300, rate: 100, eta: 150 },
      { pages: 4, items: 40, total: 45, bytes: 400, rate: 100, eta: 50 },
      { pages: 5, items: 45, total: 45, bytes: 500, rate: 90, eta: 0 },
    ]);
  });

  it('is the same with keyset, whose pages tell what is left', () => {
    const totals = progressOf({ ...LIST, strategy: 'keyset' }).map(({ items, total }) => [items, total]);
    expect(totals).toEqual([
      [10, 45],
      [20, 45],
      [30, 45],
      [40, 45],
      [45, 45],
    ]);
  });

  it('ends where maxItems ends the list', () => {
    expect(progressOf({ ...LIST, maxItems: 15 }).map(({ items, total }) => [items, total])).toEqual([
      [10, 15],
      [15, 15],
    ]);
  });

  it('counts what was read before a cursor, but not into the rate', () => {
    scheduler.run(({ flush }) => {
      const rows = new KeyedRows(range(45), { latency: 100 });
      let resumeFrom: PaginatorOptions['resumeFrom'];
      new Paginator<Row>(rows, '/rows', { ...LIST, maxPages: 3 })
        .pages()
        .subscribe(({ cursor }) => (resumeFrom = cursor ?? undefined));
      flush();
      const progress: PageProgress[] = [];
      new Paginator<Row>(rows, '/rows', {
        ...{ ...LIST, resumeFrom },
        progressSubscriber: { next: (value) => progress.push(value) },
      })
        .pages()
        .subscribe();
      flush();
      expect(progress.map(({ items, total }) => [items, total])).toEqual([
        [40, 45],
        [45, 45],
      ]);
      expect(progress[0]?.rate).toBe(100);
    });
  });

  it('can not tell time left before any time has passed', () => {
    const progress: PageProgress[] = [];
    scheduler.run(() => {
      const paginator = new Paginator<Row>(new KeyedRows(range(15)), '/rows', LIST);
      paginator.progress$.subscribe((value) => progress.push(value));
      paginator.items().subscribe();
    });
    expect(progress.map(({ rate, eta }) => [rate, eta])).toEqual([
      [0, null],
      [0, null],
    ]);
  });

  it('goes to the subscriber of the options, before the page, and never completes it', () => {
    const told = new Subject<PageProgress>();
    const order: string[] = [];
    told.subscribe({
      next: ({ pages }) => order.push(`progress ${String(pages)}`),
      complete: () => order.push('end'),
    });
    new Paginator<Row>(new KeyedRows(range(15)), '/rows', { ...LIST, progressSubscriber: told })
      .pages()
      .subscribe(({ page }) => order.push(`page ${String(page)}`));
    expect(order).toEqual(['progress 1', 'page 0', 'progress 2', 'page 1']);
  });
});
