import type { AxiosResponse } from 'axios';
import { EMPTY, type Observable, of, take, throwError } from 'rxjs';
import { PaginationError } from '../errors/response-contract-error';
import type { QueryParams } from '../http/query-params';
import { JsonListPaginator } from './json-list-paginator';
import type { Requestor } from './requestor';

const PATH = '/api/v1/edc/studies/DEMO/sites';

function client(answer: (page: number, size: number) => Observable<unknown>): Requestor & {
  readonly requested: QueryParams[];
} {
  const requested: QueryParams[] = [];
  return {
    requested,
    get: <T>(_: string, params: QueryParams = {}) => {
      requested.push(params);
      return answer(Number(params['page']), Number(params['size'])) as Observable<AxiosResponse<T>>;
    },
  };
}

const list = (total: number): ReturnType<typeof client> =>
  client((page, size) => {
    const first = page * size;
    const length = Math.max(0, Math.min(size, total - first));
    return of({ data: Array.from({ length }, (_, index) => first + index) });
  });

interface Run {
  readonly values: number[];
  error: unknown;
  completed: boolean;
}

function run(source: Observable<number>): Run {
  const result: Run = { values: [], error: undefined, completed: false };
  source.subscribe({
    next: (value) => result.values.push(value),
    error: (error: unknown) => (result.error = error),
    complete: () => (result.completed = true),
  });
  return result;
}

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe('JsonListPaginator', () => {
  for (const [total, requests] of [
    [0, 1],
    [9, 2],
    [10, 2],
    [11, 3],
    [25, 4],
    [30, 4],
  ] as const) {
    it(`reads ${String(total)} items with ${String(requests)} request(s): an empty page is the end`, () => {
      const requestor = list(total);
      const result = run(new JsonListPaginator<number>(requestor, PATH, { pageSize: 10 }).items());

      expect(result).toEqual({ values: range(total), error: undefined, completed: true });
      expect(requestor.requested.map(({ page }) => page)).toEqual(range(requests));
    });
  }

  it('tells no totals, since it knows none', () => {
    const pages: unknown[] = [];
    new JsonListPaginator<number>(list(1), PATH).pages().subscribe((page) => pages.push(page));

    const totals = { size: 100, totalPages: null, totalElements: null };
    expect(pages).toEqual([
      { items: [0], page: 0, ...totals, cursor: jasmine.objectContaining({ page: 1, items: 1 }) },
      { items: [], page: 1, ...totals, cursor: null },
    ]);
  });

  it('reads an explicit page alone, full as it may be', () => {
    const requestor = list(30);
    const options = { pageSize: 10, params: { page: 1 } };

    expect(run(new JsonListPaginator<number>(requestor, PATH, options).items()).values).toEqual(
      range(20).slice(10),
    );
    expect(requestor.requested.length).toBe(1);
  });

  it('stops where an endpoint that ignores the page number would double its items', () => {
    const requestor = client((_, size) => of({ data: range(size) }));
    const result = run(new JsonListPaginator<number>(requestor, PATH, { pageSize: 10 }).items());

    expect(result.values).toEqual(range(10));
    expect(result.error).toBeInstanceOf(PaginationError);
    expect(requestor.requested.length).toBe(2);
  });

  it('compares each run with itself only', () => {
    const paginator = new JsonListPaginator<number>(list(15), PATH, { pageSize: 10 });

    expect([run(paginator.items()).values, run(paginator.items()).values]).toEqual([range(15), range(15)]);
  });

  it('completes 5,000 pages that come at once', () => {
    expect(run(new JsonListPaginator<number>(list(5000), PATH, { pageSize: 1 }).items()).values).toEqual(
      range(5000),
    );
  });

  it('takes as many requests as are needed', () => {
    const requestor = list(100_000);
    run(new JsonListPaginator<number>(requestor, PATH, { pageSize: 2 }).items().pipe(take(3)));

    expect(requestor.requested.map(({ page }) => page)).toEqual([0, 1]);
  });

  it('refuses an envelope', () => {
    const result = run(
      new JsonListPaginator<number>(
        client(() => of({ data: { data: [1] } })),
        PATH,
      ).items(),
    );

    expect(result.values).toEqual([]);
    expect(result.error).toBeInstanceOf(PaginationError);
  });

  it('errors with the error of a page, behind the items of those before', () => {
    const error = new Error('x');
    const whole = list(30);
    const requestor = client((page, size) =>
      page === 2 ? throwError(() => error) : (whole.get(PATH, { page, size }) as Observable<unknown>),
    );
    const result = run(new JsonListPaginator<number>(requestor, PATH, { pageSize: 10 }).items());

    expect(result.values).toEqual(range(20));
    expect(result.error).toBe(error);
  });

  it('never passes a page that was not answered for the end of the list', () => {
    const whole = list(30);
    const requestor = client((page, size) =>
      page === 1 ? EMPTY : (whole.get(PATH, { page, size }) as Observable<unknown>),
    );
    const result = run(new JsonListPaginator<number>(requestor, PATH, { pageSize: 10 }).items());

    expect(result.completed).toBeFalse();
    expect(result.error).toBeDefined();
  });
});
