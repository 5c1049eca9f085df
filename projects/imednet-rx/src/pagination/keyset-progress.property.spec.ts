import type { AxiosResponse } from 'axios';
import fc from 'fast-check';
import { defer, lastValueFrom, type Observable, of, toArray } from 'rxjs';
import { holds, must, mustBe } from '../../spec/holds';
import { type Row, range } from '../../spec/keyed-rows';
import { readyToProcess } from '../../spec/ready-to-process';
import { PaginationError } from '../errors/response-contract-error';
import type { QueryParams } from '../http/query-params';
import { AsyncPaginator } from './async-paginator';
import { Paginator } from './paginator';
import type { PaginatorOptions } from './paginator-options';
import type { Requestor } from './requestor';

/** How a server deviates from what keyset needs. */
interface Deviation {
  readonly rows: number;
  /** Largest page that the server returns, whatever is requested. */
  readonly cap: number;
  /** What its totals count: what matches the filter, the whole list, or one page more than there is. */
  readonly totals: 'matching' | 'whole' | 'endless';
  /** Number of the request from which on pages are empty, but still claim more. */
  readonly emptyFrom: number;
  /** Whether then also the last row of the list is not returned. */
  readonly emptyForAll: boolean;
}

/** Requests after which a list is taken to be endless. */
const MOST_REQUESTS = 300;

class DeviantRows implements Requestor {
  requests = 0;

  constructor(private readonly how: Deviation) {}

  get<T>(_path: string, params: QueryParams = {}): Observable<AxiosResponse<T>> {
    return defer(() => {
      if (++this.requests > MOST_REQUESTS) throw new Error('The list is endless.');
      return of({ status: 200, data: this.#body(params) as T } as AxiosResponse<T>);
    });
  }

  #body({ page, size, filter, sort }: QueryParams): unknown {
    const { rows, cap, totals, emptyFrom, emptyForAll } = this.how;
    const after = Number(/id>(-?\d+)$/.exec(typeof filter === 'string' ? filter : '')?.[1] ?? -Infinity);
    const isDescending = String(sort).endsWith(',DESC');
    const ids = range(rows).filter((id) => id > after);
    if (isDescending) ids.reverse();
    const length = Math.min(cap, Number(size));
    const isEmpty = this.requests > emptyFrom && (emptyForAll || !isDescending);
    const data = isEmpty ? [] : ids.slice(Number(page) * length, (Number(page) + 1) * length);
    const count = { matching: ids.length, whole: rows, endless: 1_000_000 }[totals];
    const claimed = { size: length, totalElements: count, totalPages: Math.ceil(count / length) };
    return {
      data: data.map((id): Row => ({ id })),
      pagination: { currentPage: Number(page), ...claimed },
    };
  }
}

const deviations: fc.Arbitrary<Deviation> = fc.record({
  rows: fc.nat(60),
  cap: fc.integer({ min: 1, max: 12 }),
  totals: fc.constantFrom('matching', 'whole', 'endless'),
  emptyFrom: fc.oneof(fc.constant(Infinity), fc.nat(8)),
  emptyForAll: fc.boolean(),
});

const itemsOf = (server: Requestor, options: PaginatorOptions): Promise<Row[]> =>
  lastValueFrom(new Paginator<Row>(server, '/rows', options).items().pipe(toArray()));

const ways: readonly (readonly [
  way: string,
  read: (server: Requestor, options: PaginatorOptions) => Promise<Row[]>,
])[] = [
  ['items()', itemsOf],
  [
    'process()',
    async (server, options) => {
      const rows: Row[] = [];
      const acks$ = new Paginator<Row>(server, '/rows', options).process(({ items }) => {
        rows.push(...items);
        return of(undefined);
      });
      await lastValueFrom(acks$.pipe(toArray()));
      return rows;
    },
  ],
  [
    'AsyncPaginator',
    async (server, options) => {
      const rows: Row[] = [];
      for await (const row of new AsyncPaginator<Row>(server, '/rows', options)) rows.push(row);
      return rows;
    },
  ],
  ['partitions', (server, options) => itemsOf(server, { ...options, partitions: 3 })],
  [
    'falling back to offset',
    (server, options) => itemsOf(server, { ...options, onKeysetUnsupported: 'offset' }),
  ],
];

describe('a keyset list whose server claims more than it returns', () => {
  beforeAll(readyToProcess);

  for (const [way, read] of ways) {
    it(`ends with every row exactly once, or with an error, never without progress: ${way}`, () =>
      holds(
        fc.asyncProperty(deviations, fc.integer({ min: 1, max: 12 }), async (how, pageSize) => {
          const server = new DeviantRows(how);
          const outcome = await read(server, { strategy: 'keyset', itemKey: 'id', pageSize }).catch(
            (error: unknown) => error,
          );

          if (Array.isArray(outcome)) {
            const ids = (outcome as Row[]).map(({ id }) => id).sort((a, b) => a - b);
            mustBe(ids, range(how.rows), 'rows');
          } else {
            must(outcome instanceof PaginationError, String(outcome));
          }
        }),
      ));
  }

  for (const [story, how, outcome] of [
    ['completes where nothing is left', { rows: 25, totals: 'whole', emptyFrom: Infinity }, 25],
    [
      'completes where nothing is left, however much is claimed',
      { rows: 25, totals: 'endless', emptyFrom: Infinity },
      25,
    ],
    ['ends with an error where rows are left', { rows: 25, totals: 'endless', emptyFrom: 2 }, 'error'],
    [
      'ends with an error where the first page is empty',
      { rows: 25, totals: 'endless', emptyFrom: 0 },
      'error',
    ],
  ] as const) {
    it(story, async () => {
      const server = new DeviantRows({ cap: 5, emptyForAll: false, ...how });
      const options = { strategy: 'keyset', itemKey: 'id', pageSize: 10 } as const;
      const result = await itemsOf(server, options).catch((error: unknown) => error);
      if (outcome === 'error') expect(result).toBeInstanceOf(PaginationError);
      else expect(result).toEqual(range(outcome).map((id) => ({ id })));
    });
  }

  it('continues after the key of its cursor, and ends there without progress', async () => {
    const options = { strategy: 'keyset', itemKey: 'id', pageSize: 10 } as const;
    const how = { rows: 25, cap: 5, totals: 'endless', emptyForAll: false } as const;
    const pages = await lastValueFrom(
      new Paginator<Row>(new DeviantRows({ ...how, emptyFrom: Infinity }), '/rows', options)
        .pages()
        .pipe(toArray()),
    );
    const resumed = { ...options, resumeFrom: pages[1]?.cursor ?? undefined };

    expect(await itemsOf(new DeviantRows({ ...how, emptyFrom: Infinity }), resumed)).toEqual(
      range(15, 10).map((id) => ({ id })),
    );
    await expectAsync(itemsOf(new DeviantRows({ ...how, emptyFrom: 1 }), resumed)).toBeRejectedWithError(
      PaginationError,
    );
  });
});
