import type { AxiosResponse } from 'axios';
import fc from 'fast-check';
import { defer, lastValueFrom, map, type Observable, of, tap, toArray } from 'rxjs';
import { holds, must, mustBe } from '../../spec/holds';
import { type Row, range } from '../../spec/keyed-rows';
import { LiveList } from '../../spec/live-list';
import { aFew, oneWaySteps, pageSize, rows, travels } from '../../spec/live-list-cases';
import { PaginationError } from '../errors/response-contract-error';
import { PaginationDriftError } from '../errors/pagination-drift-error';
import type { QueryParams } from '../http/query-params';
import type { Page } from './page';
import type { OnDrift, PageDrift } from './page-drift';
import { Paginator } from './paginator';
import type { Requestor } from './requestor';

const strategies: readonly (OnDrift | undefined)[] = [undefined, 'warn', 'error', 'reconcile', 'restart'];

/** What a server returns in the place of what was requested. */
interface Fault {
  /** Number of the request, from 0. */
  readonly at: number;
  /** How often, from then on. */
  readonly times: number;
  /** Another page's rows under the requested number, or rows that stand twice on the page. */
  readonly kind: 'another page' | 'joined rows';
  /** Number of the other page, or of the row that stands twice. */
  readonly which: number;
}

class FaultyRows implements Requestor {
  requests = 0;

  constructor(
    private readonly length: number,
    private readonly fault: Fault,
  ) {}

  get<T>(_path: string, params: QueryParams = {}): Observable<AxiosResponse<T>> {
    return defer(() => {
      const number = this.requests++;
      if (number > 2000) throw new Error('The list is endless.');
      const { at, times } = this.fault;
      const isFaulty = number >= at && number < at + times;
      const body = this.#body(Number(params['page']), Number(params['size']), isFaulty);
      return of({ status: 200, data: body as T } as AxiosResponse<T>);
    });
  }

  #body(page: number, size: number, isFaulty: boolean): unknown {
    const { kind, which } = this.fault;
    const number = isFaulty && kind === 'another page' ? which : page;
    const ids = range(this.length).slice(number * size, (number + 1) * size);
    const twice = which % Math.max(1, ids.length);
    if (isFaulty && kind === 'joined rows' && ids.length > 1)
      ids.splice(twice, 2, ids[twice] ?? 0, ids[twice] ?? 0);
    const full = range(this.length).slice(page * size, (page + 1) * size).length;
    return {
      data: ids.slice(0, full).map((id): Row => ({ id })),
      pagination: {
        ...{ currentPage: page, size },
        ...{ totalElements: this.length, totalPages: Math.ceil(this.length / size) },
      },
    };
  }
}

interface Outcome {
  readonly ids: readonly number[];
  readonly drifts: readonly PageDrift[];
  readonly error: unknown;
}

async function read(
  server: Requestor & { elapse?(): void },
  options: { readonly onDrift: OnDrift | undefined; readonly pageSize: number; readonly prefetch: number },
): Promise<Outcome> {
  const { onDrift, ...paging } = options;
  const paginator = new Paginator<Row>(server, '/rows', {
    ...{ ...paging, itemKey: 'id' },
    ...(onDrift === undefined ? {} : { onDrift }),
  });
  const drifts: PageDrift[] = [];
  const ids: number[] = [];
  paginator.drift$.subscribe((drift) => drifts.push(drift));
  const ended = lastValueFrom(
    paginator.pages().pipe(
      tap(({ items }: Page<Row>) => ids.push(...items.map(({ id }) => id))),
      toArray(),
      map(() => undefined),
    ),
  ).catch((error: unknown) => error);
  server.elapse?.();
  return { error: await ended, ids, drifts };
}

/** The promise of every strategy: a list that completes is whole, and without duplicates, or reports otherwise. */
function mustBeHonest(outcome: Outcome, throughout: readonly number[], onDrift: OnDrift | undefined): void {
  const { ids, drifts, error } = outcome;
  if (error !== undefined) {
    // A page that contradicts the server's own numbers is an error with every strategy.
    if (error instanceof PaginationError) return;
    must(error instanceof PaginationDriftError, error instanceof Error ? error.message : 'no error');
    must(onDrift !== 'warn', 'warn ended with an error');
    return;
  }
  const lost = throughout.filter((id) => !ids.includes(id));
  const isReported = drifts.some(({ mayMiss }) => mayMiss);
  must(lost.length === 0 || isReported, `lost in silence: ${lost.join(', ')}`);
  // The default reports, too, where a page in the wrong place looks like an order of the server's own.
  if (onDrift !== 'warn' && onDrift !== undefined) mustBe(lost, [], 'lost');
  if (onDrift !== undefined || !isReported) mustBe(new Set(ids).size, ids.length, 'ids that differ');
}

describe('a page in the place of another, and rows twice on a page', () => {
  const faults: fc.Arbitrary<Fault> = fc.record({
    at: fc.nat(12),
    times: fc.constantFrom(1, 1, 2, 1000),
    kind: fc.constantFrom('another page', 'joined rows'),
    which: fc.nat(12),
  });
  for (const onDrift of strategies) {
    it(`is recovered, an error, or reported: ${onDrift ?? 'by default'}`, () =>
      holds(
        fc.asyncProperty(
          fc.nat(60),
          faults,
          fc.record({ pageSize: fc.integer({ min: 2, max: 8 }), prefetch: aFew }),
          async (length, fault, paging) => {
            const outcome = await read(new FaultyRows(length, fault), { ...paging, onDrift });
            mustBeHonest(outcome, range(length), onDrift);
          },
        ),
      ));

    it(`holds while rows come and go: ${onDrift ?? 'by default'}`, () =>
      holds(
        fc.asyncProperty(
          fc.record({ rows, travels, script: oneWaySteps() }),
          pageSize,
          async (about, size) => {
            const server = new LiveList(about);
            const outcome = await read(server, { pageSize: size, prefetch: 1, onDrift });
            mustBeHonest(outcome, server.throughout(), onDrift);
          },
        ),
      ));
  }

  for (const onDrift of ['reconcile', 'restart', undefined] as const) {
    it(`recovers from one page that was repeated: ${onDrift ?? 'by default'}`, async () => {
      for (const at of [1, 3, 8, 9]) {
        const fault: Fault = { at, times: 1, kind: 'another page', which: 0 };
        const outcome = await read(new FaultyRows(100, fault), { onDrift, pageSize: 10, prefetch: 1 });
        expect(outcome.error).toBeUndefined();
        expect(outcome.ids).toEqual(range(100));
      }
    });
  }

  it('reports a repeated page at an unchanged total', async () => {
    const fault: Fault = { at: 3, times: 1, kind: 'another page', which: 0 };
    const { drifts } = await read(new FaultyRows(100, fault), { onDrift: 'warn', pageSize: 10, prefetch: 1 });
    expect(drifts).toEqual([{ page: 3, totalBefore: 100, totalAfter: 100, repeated: 10, mayMiss: true }]);
  });

  it('reads a list that keeps changing only so often', async () => {
    let requests = 0;
    /** Each page after the first loses a row in front, so that nothing after the first page is ever reached. */
    const client: Requestor = {
      get: <T>(_path: string, { page }: QueryParams = {}) =>
        defer(() => {
          requests += 1;
          if (requests > 5000) throw new Error('The list is endless.');
          const total = 100_000 - requests;
          const first = page === 0 ? 0 : 1000 + requests;
          const data = range(10, first).map((id): Row => ({ id }));
          const totals = { totalElements: total, totalPages: Math.ceil(total / 10) };
          return of({
            status: 200,
            data: { data, pagination: { ...totals, size: 10 } } as T,
          } as AxiosResponse<T>);
        }),
    };
    for (const onDrift of ['reconcile', 'restart', undefined] as const) {
      requests = 0;
      const { error, ids } = await read(client, { onDrift, pageSize: 10, prefetch: 1 });
      expect(error).toBeInstanceOf(PaginationDriftError);
      expect(ids).toEqual(range(10));
    }
  });
});
