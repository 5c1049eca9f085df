import type { AxiosResponse } from 'axios';
import { lastValueFrom, type Observable, tap, toArray } from 'rxjs';
import { failureOf } from '../../spec/failure-of';
import { KeyedRows, range, type Row } from '../../spec/keyed-rows';
import { InvalidArgumentError } from '../errors/client-error';
import { PaginationError } from '../errors/response-contract-error';
import type { QueryParams } from '../http/query-params';
import { AsyncPaginator } from './async-paginator';
import type { PageCursor } from './page-cursor';
import { Paginator } from './paginator';
import type { PaginatorOptions } from './paginator-options';
import type { Requestor } from './requestor';

const KEYSET: PaginatorOptions = { strategy: 'keyset', itemKey: 'id', pageSize: 10 };
const list = (rows: Requestor, options: PaginatorOptions = KEYSET): Paginator<Row> =>
  new Paginator<Row>(rows, '/rows', options);
const idsOf = async (rows$: Observable<Row>): Promise<number[]> =>
  (await lastValueFrom(rows$.pipe(toArray()))).map(({ id }) => id);

describe('the keyset strategy', () => {
  it('goes on behind the last key, always with the first page', async () => {
    const rows = new KeyedRows([3, 5, 8, 13, 21]);
    expect(await idsOf(list(rows, { ...KEYSET, pageSize: 2 }).items())).toEqual([3, 5, 8, 13, 21]);
    expect(rows.asked).toEqual([
      { sort: 'id,ASC', filter: undefined, page: 0, size: 2 },
      { sort: 'id,ASC', filter: 'id>5', page: 0, size: 2 },
      { sort: 'id,ASC', filter: 'id>13', page: 0, size: 2 },
    ]);
  });

  it("keeps the caller's filter and parameters", async () => {
    const rows = new KeyedRows(range(20));
    await idsOf(list(rows, { ...KEYSET, params: { filter: 'site==1', extra: 'x' } }).items());
    expect(rows.asked[1]).toEqual({
      ...{ extra: 'x', sort: 'id,ASC', filter: 'site==1;id>9', page: 0, size: 10 },
    });
  });

  const changes: readonly (readonly [story: string, change: (rows: KeyedRows, page: number) => void])[] = [
    ['rows at the front are deleted', (rows): void => void rows.ids.splice(0, 10)],
    ['rows at the front are inserted', (rows, page): void => void rows.ids.unshift(-1 - page, -100 - page)],
    [
      'as many are deleted at the front as are inserted behind, so that no total tells',
      (rows, page): void => {
        rows.ids.splice(0, 5);
        rows.ids.push(...range(5, 10_000 + page * 5));
      },
    ],
  ];
  for (const [story, change] of changes) {
    it(`loses and doubles no row that is there throughout, while ${story}`, async () => {
      const rows = new KeyedRows(range(200));
      const throughout = new Set(range(100, 100));
      const seen: number[] = [];
      await lastValueFrom(
        list(rows)
          .pages()
          .pipe(
            tap(({ items, page }) => {
              seen.push(...items.map(({ id }) => id));
              if (page < 6) change(rows, page);
            }),
          ),
      );
      expect(new Set(seen).size).toBe(seen.length);
      for (const id of seen) throughout.delete(id);
      expect(throughout.size).toBe(0);
    });
  }

  it('is the same when pulled', async () => {
    const seen: number[] = [];
    for await (const { id } of new AsyncPaginator<Row>(new KeyedRows(range(35)), '/rows', KEYSET))
      seen.push(id);
    expect(seen).toEqual(range(35));
  });

  const broken: readonly (readonly [story: string, answer: (page: Row[]) => unknown[]])[] = [
    ['the wrong order', (rows) => [...rows].reverse()],
    ['rows without the key', (rows) => rows.map(() => ({}))],
    ['keys that are no whole numbers', (rows) => rows.map(({ id }) => ({ id: String(id) }))],
    ['a key twice', (rows) => rows.map(() => ({ id: 1 }))],
    ['null rows', (rows) => rows.map(() => null)],
  ];
  for (const [story, answer] of broken) {
    it(`refuses ${story} before anything of the page is emitted`, async () => {
      const rows = new KeyedRows(range(30));
      const seen: unknown[] = [];
      const wrong: Requestor = {
        get: <T>(path: string, params?: QueryParams) =>
          rows.get<{ data: Row[] }>(path, params).pipe(
            tap(({ data }) => {
              data.data = answer(data.data) as Row[];
            }),
          ) as Observable<AxiosResponse<T>>,
      };
      const error = await failureOf(
        list(wrong)
          .items()
          .pipe(tap((row) => seen.push(row))),
      );
      expect(error).toBeInstanceOf(PaginationError);
      expect(seen).toEqual([]);
    });
  }

  it('notices a server that ignores the filter, and doubles nothing', async () => {
    const rows = new KeyedRows(range(30));
    const deaf: Requestor = {
      get: (path, params) => rows.get(path, { ...params, filter: undefined }),
    };
    const seen: number[] = [];
    const error = await failureOf(
      list(deaf)
        .items()
        .pipe(tap(({ id }) => seen.push(id))),
    );
    expect(error).toBeInstanceOf(PaginationError);
    expect((error as Error).message).toContain("strategy: 'offset'");
    expect(seen).toEqual(range(10));
  });

  const refused: readonly (readonly [story: string, options: PaginatorOptions])[] = [
    ['no key', { strategy: 'keyset' }],
    ['an order of its own', { ...KEYSET, params: { sort: 'name,ASC' } }],
    ['a page number', { ...KEYSET, params: { page: 3 } }],
    ['a start page', { ...KEYSET, startPage: 3 }],
    ['a filter with a comma', { ...KEYSET, params: { filter: 'a==1,b==2' } }],
    ['a filter with an or', { ...KEYSET, params: { filter: 'a==1 or b==2' } }],
    ['a filter on the key', { ...KEYSET, params: { filter: 'a==1;id<100' } }],
    ['a filter on the key behind an and', { ...KEYSET, params: { filter: 'a==1 and id>=2' } }],
    ['two filters', { ...KEYSET, params: { filter: ['a==1', 'b==2'] } }],
  ];
  for (const [story, options] of refused) {
    it(`refuses ${story}`, () => {
      expect(() => list(new KeyedRows([]), options)).toThrowError(InvalidArgumentError);
    });
  }

  for (const filter of ['name=="a,b"', 'name=="x or y"', 'name=="\\"id>1"', 'siteId==3', 'idx==1', '']) {
    it(`takes the filter ${filter}`, () => {
      expect(() => list(new KeyedRows([]), { ...KEYSET, params: { filter } })).not.toThrow();
    });
  }
});

describe('a cursor', () => {
  for (const strategy of ['offset', 'keyset'] as const) {
    const options: PaginatorOptions = { ...KEYSET, strategy };

    it(`goes on exactly behind each page, ${strategy}`, async () => {
      const pages = await lastValueFrom(
        list(new KeyedRows(range(45)), options)
          .pages()
          .pipe(toArray()),
      );
      expect(pages.at(-1)?.cursor).toBeNull();
      for (const { cursor } of pages.slice(0, -1)) {
        const saved = JSON.parse(JSON.stringify(cursor)) as PageCursor;
        const rest = await lastValueFrom(
          list(new KeyedRows(range(45)), { ...options, resumeFrom: saved })
            .pages()
            .pipe(toArray()),
        );
        expect(rest.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(
          range(45 - saved.items, saved.items),
        );
        expect(rest.map(({ cursor: behind }) => behind)).toEqual(
          pages.slice(saved.page).map(({ cursor: behind }) => behind),
        );
      }
    });

    const others: readonly (readonly [story: string, options: PaginatorOptions, path?: string])[] = [
      ['another filter', { ...options, params: { filter: 'a==1' } }],
      ['another path', options, '/others'],
      ['another key', { ...options, itemKey: 'other' }],
      ['another strategy', { ...options, strategy: strategy === 'offset' ? 'keyset' : 'offset' }],
      ...(strategy === 'offset'
        ? [['another page size', { ...options, pageSize: 20 }] as [string, PaginatorOptions]]
        : []),
    ];
    for (const [story, other, path = '/rows'] of others) {
      it(`of ${story} is refused, ${strategy}`, async () => {
        const first = await lastValueFrom(
          list(new KeyedRows(range(45)), { ...options, maxPages: 1 })
            .pages()
            .pipe(toArray()),
        );
        const resumeFrom = first[0]?.cursor ?? undefined;
        expect(resumeFrom).toBeDefined();
        expect(() => new Paginator(new KeyedRows([]), path, { ...other, resumeFrom })).toThrowError(
          InvalidArgumentError,
        );
      });
    }
  }

  for (const strategy of ['offset', 'keyset'] as const) {
    for (const maxItems of [3, 10, 15, 20]) {
      it(`after a page that \`maxItems: ${String(maxItems)}\` cut continues inside it, again and again, ${strategy}`, async () => {
        const seen: number[] = [];
        let resumeFrom: PageCursor | null | undefined;
        while (resumeFrom !== null) {
          const options = { ...KEYSET, strategy, maxItems, ...(resumeFrom && { resumeFrom }) };
          const pages = await lastValueFrom(
            list(new KeyedRows(range(45)), options)
              .pages()
              .pipe(toArray()),
          );
          seen.push(...pages.flatMap(({ items }) => items.map(({ id }) => id)));
          resumeFrom = JSON.parse(JSON.stringify(pages.at(-1)?.cursor ?? null)) as PageCursor | null;
          expect(resumeFrom?.items ?? 45).toBe(seen.length);
        }
        expect(seen).toEqual(range(45));
      });
    }
  }

  for (const [story, ids, sort, expected] of [
    ['the key, where rows before it were deleted', range(45).slice(3), undefined, range(30, 15)],
    ['the key, where rows before it were inserted', range(47, -2), undefined, range(30, 15)],
    ['their number, where the list has another order', range(45), 'id,DESC', range(30).reverse()],
  ] as const) {
    it(`by offset skips what was emitted of a page by ${story}`, async () => {
      const options: PaginatorOptions = {
        ...{ itemKey: 'id', pageSize: 10 },
        ...(sort && { params: { sort } }),
      };
      const cut = await lastValueFrom(
        list(new KeyedRows(range(45)), { ...options, maxItems: 15 })
          .pages()
          .pipe(toArray()),
      );
      const resumeFrom = cut.at(-1)?.cursor ?? undefined;
      expect(await idsOf(list(new KeyedRows([...ids]), { ...options, resumeFrom }).items())).toEqual([
        ...expected,
      ]);
    });
  }

  it('holds no value of the query', async () => {
    const pages = await lastValueFrom(
      list(new KeyedRows(range(45)), { ...KEYSET, params: { filter: 'subjectKey==CANARY' } })
        .pages()
        .pipe(toArray()),
    );
    expect(JSON.stringify(pages.map(({ cursor }) => cursor))).not.toContain('CANARY');
  });
});
