import type { AxiosResponse } from 'axios';
import { lastValueFrom, type Observable, of, tap, toArray } from 'rxjs';
import { failureOf } from '../../spec/failure-of';
import { InvalidArgumentError } from '../errors/client-error';
import { PaginationDriftError } from '../errors/pagination-drift-error';
import type { QueryParams } from '../http/query-params';
import type { Page } from './page';
import type { OnDrift, PageDrift } from './page-drift';
import { Paginator } from './paginator';
import type { PaginatorOptions } from './paginator-options';
import type { Requestor } from './requestor';

interface Row {
  readonly id: number;
}

/** Rows behind an offset-paged list; `sorted` tells whether the server honours the order by `id`. */
class Rows implements Requestor {
  requests = 0;

  constructor(
    public ids: number[],
    private readonly sorted = true,
  ) {}

  get<T>(_path: string, params: QueryParams = {}): Observable<AxiosResponse<T>> {
    this.requests += 1;
    const [page, size] = [Number(params['page']), Number(params['size'])];
    const rows = this.sorted ? [...this.ids].sort((a, b) => a - b) : this.ids;
    const data = rows.slice(page * size, (page + 1) * size).map((id): Row => ({ id }));
    const pagination = {
      currentPage: page,
      size,
      totalElements: rows.length,
      totalPages: Math.ceil(rows.length / size),
    };
    return of({ status: 200, data: { data, pagination } as T } as AxiosResponse<T>);
  }
}

interface Outcome {
  readonly ids: number[];
  readonly drifts: PageDrift[];
  readonly requests: number;
}

const range = (length: number, from = 0): number[] => Array.from({ length }, (_, index) => from + index);

async function read(
  rows: Rows,
  options: PaginatorOptions,
  afterPage: (given: number) => void = () => undefined,
): Promise<Outcome> {
  const paginator = new Paginator<Row>(rows, '/rows', { pageSize: 10, itemKey: 'id', ...options });
  const drifts: PageDrift[] = [];
  paginator.drift$.subscribe((drift) => drifts.push(drift));
  let given = 0;
  const pages: Page<Row>[] = await lastValueFrom(
    paginator.pages().pipe(
      tap(() => {
        afterPage(given++);
      }),
      toArray(),
    ),
  );
  return { ids: pages.flatMap(({ items }) => items.map(({ id }) => id)), drifts, requests: rows.requests };
}

describe('a list that changes while it is paged by offset', () => {
  it('tells nothing while nothing changes', async () => {
    const { ids, drifts } = await read(new Rows(range(95)), {});
    expect(ids).toEqual(range(95));
    expect(drifts).toEqual([]);
  });

  it('tells on request that rows may be missing when rows were deleted, since some are', async () => {
    const rows = new Rows(range(100));
    const { ids, drifts } = await read(rows, { onDrift: 'warn' }, (given) => {
      if (given === 2) rows.ids.splice(0, 10);
    });
    expect(ids).toEqual([...range(30), ...range(60, 40)]);
    expect(drifts).toEqual([{ page: 3, totalBefore: 100, totalAfter: 90, repeated: 0, mayMiss: true }]);
  });

  it('loses nothing by default when rows are deleted, since it steps back', async () => {
    const rows = new Rows(range(100));
    const { ids } = await read(rows, {}, (given) => {
      if (given === 2) rows.ids.splice(0, 10);
    });
    expect(ids).toEqual(range(100));
  });

  it('reports by default where the server has an order of its own, which is an error on request only', async () => {
    const change = (rows: Rows) => (given: number) => {
      if (given === 2) rows.ids.splice(0, 10);
    };
    const unsorted = (): Rows => new Rows(range(100).reverse(), false);
    const rows = unsorted();
    expect((await read(rows, {}, change(rows))).drifts.map(({ mayMiss }) => mayMiss)).toEqual([true]);
    const strict = unsorted();
    await expectAsync(read(strict, { onDrift: 'reconcile' }, change(strict))).toBeRejected();
  });

  it('notifies the client of a list that may be incomplete only where `drift$` has no subscriber', async () => {
    for (const [onDrift, isObserved, expected] of [
      ['warn', false, 1],
      ['warn', true, 0],
      [undefined, false, 0],
    ] as const) {
      const rows = new Rows(range(100));
      const unobserved: string[] = [];
      const lists = {
        read: () => undefined,
        drifted: () => undefined,
        unobservedDrift: (_: PageDrift, path: string) => unobserved.push(path),
      };
      const client = { get: rows.get.bind(rows), lists } as Requestor;
      const paginator = new Paginator<Row>(client, '/rows', { pageSize: 10, itemKey: 'id', onDrift });
      if (isObserved) paginator.drift$.subscribe();
      let pages = 0;
      const deleting$ = paginator.pages().pipe(tap(() => pages++ === 2 && rows.ids.splice(0, 10)));
      await lastValueFrom(deleting$);
      expect(unobserved.length)
        .withContext(`${String(onDrift)} ${String(isObserved)}`)
        .toBe(expected);
    }
  });

  it('gives what was given before only once when rows were inserted in front', async () => {
    const rows = new Rows(range(100));
    const { ids, drifts } = await read(rows, {}, (given) => {
      if (given === 2) rows.ids.unshift(...range(5, -5));
    });
    expect(ids).toEqual(range(100));
    expect(drifts).toEqual([{ page: 3, totalBefore: 100, totalAfter: 105, repeated: 5, mayMiss: false }]);
  });

  it('tells that rows were inserted behind, which loses nothing', async () => {
    const rows = new Rows(range(95));
    const { ids, drifts } = await read(rows, {}, (given) => {
      if (given === 2) rows.ids.push(...range(10, 95));
    });
    expect(ids).toEqual(range(105));
    expect(drifts.map(({ mayMiss, repeated }) => [mayMiss, repeated])).toEqual([[false, 0]]);
  });

  for (const onDrift of ['reconcile', 'restart'] as const) {
    for (const prefetch of [1, 4]) {
      for (const deleted of [1, 9, 10, 11, 25, 30]) {
        it(`loses nothing and doubles nothing with ${onDrift}, ${String(deleted)} rows deleted in front, prefetch ${String(prefetch)}`, async () => {
          const rows = new Rows(range(100));
          const { ids, drifts } = await read(rows, { onDrift, prefetch }, (given) => {
            if (given === 4) rows.ids.splice(0, deleted);
          });
          expect(ids).toEqual(range(100));
          expect(drifts.some(({ mayMiss }) => mayMiss)).toBeTrue();
        });
      }

      it(`survives rows that go on being deleted, with ${onDrift}, prefetch ${String(prefetch)}`, async () => {
        const rows = new Rows(range(200));
        const { ids } = await read(rows, { onDrift, prefetch }, (given) => {
          if (given < 10) rows.ids.splice(0, 3);
        });
        expect(ids).toEqual(range(200));
      });
    }

    it(`finds the rows that slipped behind the end, with ${onDrift}`, async () => {
      const rows = new Rows(range(30));
      const { ids } = await read(rows, { onDrift }, (given) => {
        if (given === 1) rows.ids.splice(0, 10);
      });
      expect(ids).toEqual(range(30));
    });

    it(`refuses to guess with ${onDrift} where the server does not honour the order`, async () => {
      const rows = new Rows(range(100).reverse(), false);
      const error = await read(rows, { onDrift }, (given) => {
        if (given === 2) rows.ids.splice(0, 10);
      }).catch((failure: unknown) => failure);
      expect(error).toBeInstanceOf(PaginationDriftError);
    });
  }

  it('steps back no further than needed', async () => {
    const requests = async (onDrift: OnDrift): Promise<number> => {
      const rows = new Rows(range(500));
      const outcome = await read(rows, { onDrift }, (given) => {
        if (given === 40) rows.ids.splice(0, 5);
      });
      expect(outcome.ids).toEqual(range(500));
      return outcome.requests;
    };
    // Page 41 tells, 40 overlaps, and 41 is read again.
    expect(await requests('reconcile')).toBe(52);
    expect(await requests('restart')).toBeGreaterThan(80);
  });

  for (const [story, change] of [
    ['deleted', (rows: Rows): void => void rows.ids.splice(0, 1)],
    ['inserted', (rows: Rows): void => void rows.ids.push(1000)],
  ] as const) {
    it(`ends with a typed error on request, when a row is ${story}`, async () => {
      const rows = new Rows(range(100));
      const paginator = new Paginator<Row>(rows, '/rows', { pageSize: 10, itemKey: 'id', onDrift: 'error' });
      const seen: number[] = [];
      const error = await failureOf(
        paginator.pages().pipe(
          tap(({ items, page }) => {
            seen.push(...items.map(({ id }) => id));
            if (page === 1) change(rows);
          }),
        ),
      );
      expect(error).toBeInstanceOf(PaginationDriftError);
      expect((error as PaginationDriftError).page).toBe(2);
      expect(seen).toEqual(range(20));
    });
  }

  it('drops no row of an unsorted server that is merely lower than the last one', async () => {
    const ids = [5, 3, 9, 1, 12, 4, 40, 2, 7, 0, 8, 6];
    const rows = new Rows([...ids], false);
    const outcome = await read(rows, { pageSize: 3 });
    expect(outcome.ids).toEqual(ids);
  });

  it('gives a row again that comes again in an order of the caller, since it may have changed', async () => {
    const rows = new Rows(range(30), false);
    const outcome = await read(rows, { params: { sort: 'dateModified,ASC' } }, (given) => {
      if (given === 0) rows.ids.push(rows.ids.shift() ?? 0);
    });
    expect(outcome.ids.filter((id) => id === 0).length).toBe(2);
    expect(outcome.drifts.at(-1)?.repeated).toBe(1);
  });

  it('does nothing about items without a key but compare totals', async () => {
    const rows = new Rows(range(40));
    const outcome = await read(rows, { itemKey: undefined }, (given) => {
      if (given === 1) rows.ids.splice(0, 5);
    });
    expect(outcome.drifts.map(({ mayMiss }) => mayMiss)).toEqual([true]);
  });

  it('marks the page at which it was noticed, and no other', async () => {
    const rows = new Rows(range(40));
    const marked: unknown[] = [];
    await lastValueFrom(
      new Paginator<Row>(rows, '/rows', { pageSize: 10, itemKey: 'id' }).pages().pipe(
        tap(({ page, drift }) => {
          marked.push('page' in (drift ?? {}));
          if (page === 1) rows.ids.push(100);
        }),
      ),
    );
    expect(marked).toEqual([false, false, true, false, false]);
  });

  it('refuses a mode that there is not', () => {
    expect(
      () => new Paginator(new Rows([]), '/rows', { onDrift: 'ignore' as unknown as OnDrift }),
    ).toThrowError(InvalidArgumentError);
  });
});
