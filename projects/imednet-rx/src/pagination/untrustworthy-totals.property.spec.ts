import type { AxiosResponse } from 'axios';
import fc from 'fast-check';
import { defer, lastValueFrom, map, type Observable, of, tap, toArray } from 'rxjs';
import { holds, must, mustBe } from '../../spec/holds';
import { type Row, range } from '../../spec/keyed-rows';
import { PaginationError } from '../errors/response-contract-error';
import { PaginationDriftError } from '../errors/pagination-drift-error';
import type { QueryParams } from '../http/query-params';
import type { Page } from './page';
import type { PageDrift } from './page-drift';
import { Paginator } from './paginator';
import type { PaginatorOptions } from './paginator-options';
import type { Requestor } from './requestor';

interface Told {
  readonly rows: number;
  readonly size: number;
  /** Size of the pages that the server returns. */
  readonly length: number;
}

/** What a server may state about a list, although it is not so or not known to be. */
const statements = {
  'pages of the requested size, no items': ({ rows, size }: Told) => ({ totalPages: Math.ceil(rows / size) }),
  'pages of its own size, no items': ({ rows, length }: Told) => ({ totalPages: Math.ceil(rows / length) }),
  'one page, no items': () => ({ totalPages: 1 }),
  'two pages, no items': () => ({ totalPages: 2 }),
  'too few items': ({ rows, length }: Told) => {
    // A multiple of the page size would agree with full pages: then nothing contradicts it.
    const half = Math.ceil(rows / 2);
    const totalElements = half > 0 && half % length === 0 ? half - 1 : half;
    return { size: length, totalElements, totalPages: Math.ceil(totalElements / length) };
  },
  'no items at all': () => ({ totalPages: 0, totalElements: 0 }),
} as const;
type Statement = keyof typeof statements;

/** Which page is returned under a number. */
const numberings = {
  honoured: (page: number) => page,
  ignored: () => 0,
  'every other page again': (page: number) => page % 2,
  'the last again': (page: number, pages: number) => Math.min(page, pages - 1),
} as const;
type Numbering = keyof typeof numberings;

const MOST_REQUESTS = 1500;

/** A static list, as a server returns it that caps pages. */
class Rows implements Requestor {
  requests = 0;

  constructor(
    private readonly rows: number,
    private readonly cap: number,
    private readonly numbering: Numbering,
    private readonly state: (told: Told, request: number) => object,
    private readonly keyed = true,
  ) {}

  get<T>(_path: string, { page, size, filter, sort }: QueryParams = {}): Observable<AxiosResponse<T>> {
    return defer(() => {
      if (++this.requests > MOST_REQUESTS) throw new Error('The list is endless.');
      const after = Number(/id>(-?\d+)/.exec(typeof filter === 'string' ? filter : '')?.[1] ?? -Infinity);
      const ids = range(this.rows).filter((id) => id > after);
      if (sort === 'id,DESC') ids.reverse();
      const length = Math.min(this.cap, Number(size));
      const pages = Math.max(1, Math.ceil(ids.length / length));
      const number = numberings[this.numbering](Number(page), pages);
      const data = ids
        .slice(number * length, (number + 1) * length)
        .map((id) => (this.keyed ? { id } : { name: `row ${String(id)}` }));
      const pagination = this.state({ rows: ids.length, size: Number(size), length }, this.requests);
      return of({ status: 200, data: { data, pagination } as T } as AxiosResponse<T>);
    });
  }
}

interface Outcome {
  readonly items: readonly Row[];
  readonly drifts: readonly PageDrift[];
  readonly error: unknown;
}

async function read(server: Requestor, options: PaginatorOptions): Promise<Outcome> {
  const paginator = new Paginator<Row>(server, '/rows', options);
  const items: Row[] = [];
  const drifts: PageDrift[] = [];
  paginator.drift$.subscribe((drift) => drifts.push(drift));
  const pages$ = paginator.pages().pipe(
    tap((page: Page<Row>) => items.push(...page.items)),
    toArray(),
    map(() => undefined),
  );
  return { items, drifts, error: await lastValueFrom(pages$).catch((error: unknown) => error) };
}

function mustBeTyped(error: unknown): void {
  const isTyped = error instanceof PaginationError || error instanceof PaginationDriftError;
  must(isTyped, error instanceof Error ? error.message : 'no error');
}

const modes: readonly PaginatorOptions[] = [
  {},
  { onDrift: 'warn' },
  { onDrift: 'error' },
  { onDrift: 'restart' },
  { strategy: 'keyset' },
  { strategy: 'keyset', onKeysetUnsupported: 'offset' },
  { strategy: 'keyset', partitions: 3 },
];
const paging = fc.record({
  mode: fc.constantFrom(...modes),
  pageSize: fc.integer({ min: 2, max: 12 }),
  prefetch: fc.integer({ min: 1, max: 4 }),
});
const statement = fc.constantFrom(...(Object.keys(statements) as Statement[]));

describe('totals that can not be trusted', () => {
  const cases = fc.record({
    rows: fc.nat(60),
    cap: fc.integer({ min: 2, max: 12 }),
    keyed: fc.boolean(),
    said: statement,
    paging,
  });

  it('end no list while rows are left: each row once, or an error', () =>
    holds(
      fc.asyncProperty(cases, async ({ rows, cap, keyed, said, paging: { mode, ...rest } }) => {
        const isKeyed = keyed || mode.strategy === 'keyset';
        const server = new Rows(rows, cap, 'honoured', statements[said], isKeyed);
        const { items, error } = await read(server, {
          ...(isKeyed ? { ...mode, itemKey: 'id' } : {}),
          ...rest,
        });

        if (error !== undefined) mustBeTyped(error);
        else mustBe(items.length, rows, 'rows');
        mustBe(new Set(items.map((row) => JSON.stringify(row))).size, items.length, 'rows that differ');
      }),
    ));

  it('are read to the end where the server keeps its own page size', () =>
    holds(
      fc.asyncProperty(fc.nat(60), fc.integer({ min: 1, max: 12 }), paging, async (rows, cap, about) => {
        const { mode, ...rest } = about;
        const server = new Rows(rows, cap, 'honoured', statements['pages of its own size, no items']);
        const { items, error } = await read(server, { ...mode, itemKey: 'id', ...rest });

        mustBe(error, undefined, 'error');
        mustBe(
          items.map(({ id }) => id).sort((a, b) => a - b),
          range(rows),
          'rows',
        );
      }),
    ));

  it('that grow with each request make no list endless', () =>
    holds(
      fc.asyncProperty(
        fc.record({
          rows: fc.integer({ min: 1, max: 60 }),
          numbering: fc.constantFrom<Numbering>('ignored', 'every other page again', 'the last again'),
          growth: fc.integer({ min: 1, max: 20 }),
          order: fc.constantFrom<PaginatorOptions>(
            { itemKey: 'id' },
            { itemKey: 'id', params: { sort: 'site,DESC' } },
            {},
          ),
          isSized: fc.boolean(),
          paging,
        }),
        async ({ rows, numbering, growth, order, isSized, paging: { mode, ...rest } }) => {
          const size = rest.pageSize;
          const keyed = order.itemKey !== undefined;
          const state = (_told: Told, request: number): object => {
            const totalElements = rows + request * growth * size;
            return {
              totalElements,
              totalPages: Math.ceil(totalElements / size),
              ...(isSized ? { size } : {}),
            };
          };
          const { onDrift } = mode;
          const server = new Rows(rows, 100, numbering, state, keyed);
          const { error } = await read(server, {
            ...{ ...order, ...rest },
            ...(onDrift === undefined ? {} : { onDrift }),
          });

          mustBeTyped(error);
          must(server.requests <= MOST_REQUESTS, `${String(server.requests)} requests`);
        },
      ),
    ));
});

describe('a page that repeats', () => {
  /** Ten pages of ten, of which one request returns another page; rows are appended meanwhile. */
  const stale = (at: number, other: number, appended: number, keyed: boolean): Requestor => {
    let requests = 0;
    return {
      get: <T>(_path: string, { page, size }: QueryParams = {}) =>
        defer(() => {
          const number = Number(page);
          const rows = 100 + (requests >= at ? appended : 0);
          const from = (requests++ === at ? other : number) * 10;
          const data = range(rows)
            .slice(from, from + 10)
            .map((id) => (keyed ? { id } : { name: `row ${String(id)}` }));
          const pagination = {
            currentPage: number,
            size,
            totalElements: rows,
            totalPages: Math.ceil(rows / 10),
          };
          return of({ data: { data, pagination } } as AxiosResponse<T>);
        }),
    };
  };

  it('reports missing rows also while as many are appended, since they can not have pushed it back', async () => {
    for (const onDrift of ['warn', 'reconcile', 'restart', undefined] as const) {
      for (const other of [0, 1]) {
        const { items, drifts, error } = await read(stale(4, other, 10, true), {
          ...{ pageSize: 10, itemKey: 'id' },
          ...(onDrift === undefined ? {} : { onDrift }),
        });

        expect(error).toBeUndefined();
        if (onDrift === 'warn') expect(drifts.some(({ mayMiss }) => mayMiss)).toBeTrue();
        else expect(items.map(({ id }) => id)).toEqual(range(110));
      }
    }
  });

  it('is noticed without a key, by its first and last item', async () => {
    const { items, drifts, error } = await read(stale(4, 1, 0, false), { pageSize: 10 });
    expect(error).toBeUndefined();
    expect(items.length).toBe(100);
    expect(drifts).toEqual([{ page: 4, totalBefore: 100, totalAfter: 100, repeated: 10, mayMiss: true }]);

    const failed = await read(stale(4, 1, 0, false), { pageSize: 10, onDrift: 'error' });
    expect(failed.error).toBeInstanceOf(PaginationDriftError);
  });
});
