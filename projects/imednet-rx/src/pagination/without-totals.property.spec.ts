import type { AxiosResponse } from 'axios';
import fc from 'fast-check';
import { defer, lastValueFrom, type Observable, of, take, toArray } from 'rxjs';
import { failureOf } from '../../spec/failure-of';
import { holds, must, mustBe } from '../../spec/holds';
import { type Row, range } from '../../spec/keyed-rows';
import { PaginationError } from '../errors/response-contract-error';
import { NotFoundError } from '../errors/status-errors';
import type { QueryParams } from '../http/query-params';
import { AsyncJsonListPaginator } from './async-json-list-paginator';
import { AsyncPaginator } from './async-paginator';
import { JsonListPaginator } from './json-list-paginator';
import { Paginator } from './paginator';
import type { PaginatorOptions } from './paginator-options';
import type { Requestor } from './requestor';

/** What a server says about a list whose end it does not state. */
const paginations = {
  missing: () => undefined,
  empty: () => ({}),
  null: () => null,
  renamed: (page: number) => ({ current_page: page, total_pages: 1, total_elements: 1 }),
  'without totals': (page: number, size: number) => ({ currentPage: page, size }),
  'with null totals': (page: number, size: number) => ({
    ...{ currentPage: page, size },
    ...{ totalPages: null, totalElements: null },
  }),
  'of the items alone': (_page: number, _size: number, total: number) => ({ totalElements: total }),
  'a bare array': () => undefined,
} as const;
type Shape = keyof typeof paginations;
const shapes = Object.keys(paginations) as Shape[];

/** How pages are numbered: as requested, never, from the beginning again after the end, or none after the last. */
type Numbering = 'honoured' | 'ignored' | 'begins again' | 'stays at the last';

interface Server {
  readonly rows: number;
  /** Largest page that the server returns, whatever is requested. */
  readonly cap: number;
  readonly shape: Shape;
  readonly numbering: Numbering;
  readonly keyed: boolean;
}

const MOST_REQUESTS = 200;

class Untold implements Requestor {
  requests = 0;

  constructor(private readonly how: Server) {}

  get<T>(_path: string, params: QueryParams = {}): Observable<AxiosResponse<T>> {
    return defer(() => {
      if (++this.requests > MOST_REQUESTS) throw new Error('The list is endless.');
      return of({
        status: 200,
        data: this.#body(Number(params['page']), Number(params['size'])) as T,
      } as AxiosResponse<T>);
    });
  }

  #body(page: number, size: number): unknown {
    const { rows, cap, shape, numbering, keyed } = this.how;
    const length = Math.min(cap, size);
    const pages = Math.max(1, Math.ceil(rows / length));
    const number = {
      ...{ honoured: page, ignored: 0 },
      ...{ 'begins again': page % pages, 'stays at the last': Math.min(page, pages - 1) },
    }[numbering];
    const data = range(rows)
      .slice(number * length, (number + 1) * length)
      .map((id) => (keyed ? { id } : { name: `row ${String(id)}` }));
    if (shape === 'a bare array') return data;
    return { data, pagination: paginations[shape](page, size, rows) };
  }
}

const servers = (numbering: fc.Arbitrary<Numbering>): fc.Arbitrary<Server> =>
  fc.record({
    rows: fc.nat(60),
    cap: fc.integer({ min: 1, max: 12 }),
    shape: fc.constantFrom(...shapes),
    numbering,
    keyed: fc.boolean(),
  });
const options = fc.record({
  pageSize: fc.integer({ min: 1, max: 12 }),
  prefetch: fc.integer({ min: 1, max: 4 }),
});

const optionsFor = ({ keyed }: Server, paging: PaginatorOptions): PaginatorOptions => ({
  ...paging,
  ...(keyed ? { itemKey: 'id' } : {}),
});
const paginatorOf = (how: Server, server: Requestor, paging: PaginatorOptions): Paginator<Row> =>
  new (how.shape === 'a bare array' ? JsonListPaginator : Paginator)<Row>(
    server,
    '/rows',
    optionsFor(how, paging),
  );

const ways: readonly (readonly [
  way: string,
  read: (how: Server, server: Requestor, paging: PaginatorOptions) => Promise<Row[]>,
])[] = [
  [
    'items()',
    (...about) =>
      lastValueFrom(
        paginatorOf(...about)
          .items()
          .pipe(toArray()),
      ),
  ],
  [
    'process()',
    async (...about) => {
      const rows: Row[] = [];
      const work = ({ items }: { readonly items: readonly Row[] }): Observable<unknown> => {
        rows.push(...items);
        return of(undefined);
      };
      await lastValueFrom(
        paginatorOf(...about)
          .process(work, { concurrency: 2 })
          .pipe(toArray()),
      );
      return rows;
    },
  ],
  [
    'pull',
    async (how, server, paging) => {
      const rows: Row[] = [];
      const Pull = how.shape === 'a bare array' ? AsyncJsonListPaginator : AsyncPaginator;
      for await (const row of new Pull<Row>(server, '/rows', optionsFor(how, paging))) rows.push(row);
      return rows;
    },
  ],
];

describe('a list without totals', () => {
  for (const [way, read] of ways) {
    it(`is read until an empty page, however short the pages are: ${way}`, () =>
      holds(
        fc.asyncProperty(servers(fc.constant('honoured')), options, async (how, paging) => {
          const server = new Untold(how);
          const rows = await read(how, server, paging);

          mustBe(rows.length, how.rows, 'rows');
          mustBe(new Set(rows.map((row) => JSON.stringify(row))).size, how.rows, 'rows that differ');
          const length = Math.min(how.cap, paging.pageSize);
          mustBe(server.requests, Math.ceil(how.rows / length) + 1, 'requests: nothing is read ahead');
        }),
      ));

    it(`ends with an error where a page repeats, before its rows are emitted twice: ${way}`, () =>
      holds(
        fc.asyncProperty(
          servers(fc.constantFrom('ignored', 'begins again', 'stays at the last')),
          options,
          async (how, paging) => {
            const outcome = await read(how, new Untold(how), paging).catch((error: unknown) => error);

            if (how.rows === 0) mustBe(outcome, [], 'an empty list');
            else must(outcome instanceof PaginationError, String(outcome));
          },
        ),
      ));
  }

  it('emits no row twice before a repeated page is noticed', () => {
    for (const numbering of ['ignored', 'begins again', 'stays at the last'] as const) {
      for (const keyed of [true, false]) {
        const rows: Row[] = [];
        const how: Server = { rows: 50, cap: 10, shape: 'missing', numbering, keyed };
        paginatorOf(how, new Untold(how), { pageSize: 10 })
          .items()
          .subscribe({ next: (row) => rows.push(row), error: () => undefined });
        expect(rows.length)
          .withContext(numbering)
          .toBe(numbering === 'ignored' ? 10 : 50);
      }
    }
  });

  it('notices a list that begins again after thousands of pages', async () => {
    let requests = 0;
    const client: Requestor = {
      get: <T>(_path: string, { page }: QueryParams = {}) =>
        defer(() => {
          requests += 1;
          return of({ data: [{ id: Number(page) % 3000 }] } as AxiosResponse<T>);
        }),
    };
    const error = await failureOf(new JsonListPaginator<Row>(client, '/rows', { pageSize: 1 }).pages());
    expect(error).toBeInstanceOf(PaginationError);
    expect(requests).toBe(3001);
  });

  for (const [story, alone] of [
    ['an explicit page', { params: { page: 1 } }],
    ['the first page alone', { maxPages: 1 }],
    ['so many items', { maxItems: 7 }],
  ] as const) {
    it(`needs no end where ${story} is requested`, async () => {
      for (const shape of shapes) {
        const how: Server = { rows: 25, cap: 10, shape, numbering: 'honoured', keyed: true };
        const server = new Untold(how);
        const rows = await lastValueFrom(
          paginatorOf(how, server, { pageSize: 10, ...alone })
            .items()
            .pipe(toArray()),
        );
        expect(rows.length).toBe('maxItems' in alone ? 7 : 10);
        expect(server.requests).withContext(shape).toBe(1);
      }
    });
  }

  it('takes no request more than the consumer needs', () => {
    const how: Server = { rows: 100, cap: 10, shape: 'empty', numbering: 'honoured', keyed: true };
    const server = new Untold(how);
    paginatorOf(how, server, { pageSize: 10, prefetch: 4 }).items().pipe(take(15)).subscribe();
    expect(server.requests).toBe(2);
  });

  it('ends with the error of a server that answers pages after the end with one', async () => {
    const how: Server = { rows: 20, cap: 10, shape: 'empty', numbering: 'honoured', keyed: true };
    const whole = new Untold(how);
    const client: Requestor = {
      get: <T>(path: string, params: QueryParams = {}) => {
        if (params['page'] === 2) throw new NotFoundError({ method: 'GET', route: '/rows', status: 404 });
        return whole.get<T>(path, params);
      },
    };
    expect(await failureOf(paginatorOf(how, client, { pageSize: 10 }).items())).toBeInstanceOf(NotFoundError);
  });
});
