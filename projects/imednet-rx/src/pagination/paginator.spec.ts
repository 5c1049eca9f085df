import type { AxiosResponse } from 'axios';
import {
  asapScheduler,
  asyncScheduler,
  concat,
  defer,
  delay,
  EMPTY,
  finalize,
  map,
  NEVER,
  Observable,
  of,
  queueScheduler,
  take,
  throwError,
  toArray,
} from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { InvalidArgumentError } from '../errors/client-error';
import { PaginationError } from '../errors/response-contract-error';
import type { QueryParams } from '../http/query-params';
import type { Page } from './page';
import { Paginator } from './paginator';
import type { Requestor } from './requestor';

const PATH = '/api/v1/edc/studies/DEMO/records';

interface Server extends Requestor {
  /** Pages whose request was subscribed to, in that order. */
  readonly requested: number[];
  /** Arguments of each call of `get`, subscribed to or not. */
  readonly calls: (readonly [string, QueryParams])[];
  readonly aborted: number[];
}

/** A list of `total` numbers behind the API's envelope; `answer` can delay or replace a page's answer. */
function server(
  total: number,
  answer: (page: number, body: Observable<unknown>) => Observable<unknown> = (_, body) => body,
): Server {
  const requested: number[] = [];
  const calls: (readonly [string, QueryParams])[] = [];
  const aborted: number[] = [];
  return {
    ...{ requested, calls, aborted },
    get: <T>(path: string, params: QueryParams = {}) => {
      calls.push([path, params]);
      const page = Number(params['page']);
      const size = Number(params['size']);
      const first = page * size;
      const body = {
        metadata: { status: 'OK', error: {} },
        pagination: { currentPage: page, size, totalPages: Math.ceil(total / size), totalElements: total },
        data: Array.from({ length: Math.max(0, Math.min(size, total - first)) }, (_, index) => first + index),
      };
      return new Observable<AxiosResponse<T>>((subscriber) => {
        requested.push(page);
        let answered = false;
        const subscription = answer(page, of(body))
          .pipe(map((data) => ({ data, status: 200 }) as AxiosResponse<T>))
          .subscribe({
            next: (response) => subscriber.next(response),
            error: (error: unknown) => {
              answered = true;
              subscriber.error(error);
            },
            complete: () => {
              answered = true;
              subscriber.complete();
            },
          });
        return () => {
          if (!answered) aborted.push(page);
          subscription.unsubscribe();
        };
      });
    },
  };
}

const range = (count: number, first = 0): number[] =>
  Array.from({ length: count }, (_, index) => first + index);

interface Run<T> {
  readonly values: T[];
  error: unknown;
  completed: boolean;
}

function run<T>(source: Observable<T>): Run<T> {
  const result: Run<T> = { values: [], error: undefined, completed: false };
  source.subscribe({
    next: (value) => result.values.push(value),
    error: (error: unknown) => (result.error = error),
    complete: () => (result.completed = true),
  });
  return result;
}

describe('Paginator', () => {
  describe('with answers that come at once', () => {
    for (const [total, pages] of [
      [0, 1],
      [1, 1],
      [9, 1],
      [10, 1],
      [11, 2],
      [20, 2],
      [95, 10],
    ] as const) {
      it(`emits ${String(total)} items in order with ${String(pages)} request(s), then completes`, () => {
        const client = server(total);
        const { values, completed } = run(new Paginator<number>(client, PATH, { pageSize: 10 }).items());

        expect(values).toEqual(range(total));
        expect(completed).toBeTrue();
        expect(client.requested).toEqual(range(pages));
      });
    }

    it('emits the pages with their numbers and totals', () => {
      const { values } = run(new Paginator<number>(server(25), PATH, { pageSize: 10 }).pages());
      const totals = { size: 10, totalPages: 3, totalElements: 25 };

      const cursor = { version: 2, strategy: 'offset', query: jasmine.any(String) };
      expect(values as unknown[]).toEqual([
        { items: range(10), page: 0, ...totals, cursor: { ...cursor, page: 1, items: 10 } },
        { items: range(10, 10), page: 1, ...totals, cursor: { ...cursor, page: 2, items: 20 } },
        { items: range(5, 20), page: 2, ...totals, cursor: null },
      ]);
    });

    it('emits the one empty page of an empty list', () => {
      expect(run(new Paginator<number>(server(0), PATH).pages()).values.map(({ items }) => items)).toEqual([
        [],
      ]);
    });

    it('is cold: nothing is sent before it is subscribed, and each subscription reads the list anew', () => {
      const client = server(20);
      const paginator = new Paginator<number>(client, PATH, { pageSize: 10 });
      const items = paginator.items();

      expect(client.requested).toEqual([]);
      expect([run(items).values, run(items).values]).toEqual([range(20), range(20)]);
      expect(client.requested).toEqual([0, 1, 0, 1]);
    });
  });

  describe('asks', () => {
    it('with the path, and page and size beside the parameters of the caller', () => {
      const client = server(15);
      const params = Object.freeze({ filter: 'siteId==1', sort: ['a', 'b'], skip: null });
      run(new Paginator<number>(client, PATH, { pageSize: 10, params }).items());

      expect(client.calls).toEqual([
        [PATH, { ...params, page: 0, size: 10 }],
        [PATH, { ...params, page: 1, size: 10 }],
      ]);
    });

    it('from the start page on', () => {
      const client = server(40);

      expect(run(new Paginator<number>(client, PATH, { pageSize: 10, startPage: 2 }).items()).values).toEqual(
        range(20, 20),
      );
      expect(client.requested).toEqual([2, 3]);
    });

    for (const page of [0, 2, '2']) {
      it(`for page ${JSON.stringify(page)} alone where the caller names it`, () => {
        const client = server(40);
        const { values, completed } = run(
          new Paginator<number>(client, PATH, { pageSize: 10, params: { page } }).items(),
        );

        expect(values).toEqual(range(10, Number(page) * 10));
        expect(completed).toBeTrue();
        expect(client.requested).toEqual([Number(page)]);
      });
    }

    it('for a page behind the end, which is empty', () => {
      expect(run(new Paginator<number>(server(5), PATH, { params: { page: 9 } }).items())).toEqual({
        ...{ values: [], error: undefined, completed: true },
      });
    });

    it('with `limit` as the page size', () => {
      const client = server(15);
      run(new Paginator<number>(client, PATH, { params: { limit: 10 } }).items());

      expect(client.calls.map(([, params]) => params)).toEqual([
        { page: 0, size: 10 },
        { page: 1, size: 10 },
      ]);
    });

    it('not at all where an option is invalid', () => {
      const client = server(15);

      expect(() => new Paginator(client, PATH, { pageSize: 0 })).toThrowError(InvalidArgumentError);
      expect(client.calls).toEqual([]);
    });

    it('for other names of parameters and members', () => {
      const seen: QueryParams[] = [];
      const client: Requestor = {
        get: <T>(_: string, params: QueryParams = {}) => {
          seen.push(params);
          const pagination = { totalPages: 1, totalElements: 1 };
          return of({ data: { rows: ['a'], meta: { pagination } } } as AxiosResponse<T>);
        },
      };
      const options = { pageParam: 'p', sizeParam: 'n', dataKey: 'rows', metadataKey: 'meta' };

      expect(run(new Paginator<string>(client, PATH, options).items()).values).toEqual(['a']);
      expect(seen).toEqual([{ p: 0, n: 100 }]);
    });
  });

  describe('sends exactly as many requests as are needed', () => {
    const many = 100_000;
    for (const [items, size, requests] of [
      [3, 1, 3],
      [3, 2, 2],
      [3, 3, 1],
      [3, 100, 1],
      [1, 1, 1],
    ] as const) {
      it(`for ${String(items)} items of 100,000 pages of ${String(size)}, answered at once`, () => {
        const client = server(many * size);
        const { values, completed } = run(
          new Paginator<number>(client, PATH, { pageSize: size }).items().pipe(take(items)),
        );

        expect(values).toEqual(range(items));
        expect(completed).toBeTrue();
        expect(client.requested).toEqual(range(requests));
      });

      it(`for ${String(items)} items of 100,000 pages of ${String(size)}, answered later`, () => {
        const scheduler = new TestScheduler(() => undefined);
        scheduler.run(({ flush }) => {
          const client = server(many * size, (_, body) => body.pipe(delay(5)));
          const result = run(
            new Paginator<number>(client, PATH, { pageSize: size }).items().pipe(take(items)),
          );
          flush();

          expect(result).toEqual({ values: range(items), error: undefined, completed: true });
          expect(client.requested).toEqual(range(requests));
          expect(scheduler.now()).toBe(requests * 5);
        });
      });
    }

    it('and does not even call the client for a page that nobody will read', () => {
      const client = server(many);
      run(new Paginator<number>(client, PATH, { pageSize: 1 }).items().pipe(take(3)));

      expect(client.calls.length).toBe(3);
    });

    it('for no item at all', () => {
      const client = server(many);
      run(new Paginator<number>(client, PATH).items().pipe(take(0)));

      expect(client.requested).toEqual([]);
    });

    it('for pages', () => {
      const client = server(many);
      run(new Paginator<number>(client, PATH, { pageSize: 10 }).pages().pipe(take(2)));

      expect(client.requested).toEqual([0, 1]);
    });
  });

  describe('completes 5,000 pages that come at once', () => {
    const all = (): Observable<number[]> =>
      new Paginator<number>(server(5000), PATH, { pageSize: 1 }).items().pipe(toArray());

    it('without anything around them', () => {
      expect(run(all())).toEqual({ values: [range(5000)], error: undefined, completed: true });
    });

    it('subscribed inside an action of the queue', () => {
      let inside: Run<number[]> | undefined;
      queueScheduler.schedule(() => (inside = run(all())));

      expect(inside).toEqual({ values: [range(5000)], error: undefined, completed: true });
    });

    it('two at a time inside an action of the queue', () => {
      const inside: Run<number[]>[] = [];
      queueScheduler.schedule(() => inside.push(run(all()), run(all())));

      expect(inside.map(({ values }) => values)).toEqual([[range(5000)], [range(5000)]]);
    });

    it('subscribed inside asap', async () => {
      const inside = await new Promise<number[]>((resolve, reject) => {
        asapScheduler.schedule(() => all().subscribe({ next: resolve, error: reject }));
      });

      expect(inside).toEqual(range(5000));
    });

    it('subscribed inside a timer', () => {
      new TestScheduler(() => undefined).run(({ flush }) => {
        let inside: Run<number[]> | undefined;
        asyncScheduler.schedule(() => (inside = run(all())), 10);
        flush();

        expect(inside?.values).toEqual([range(5000)]);
      });
    });

    it('from within the items of another list', () => {
      const seen: number[] = [];
      const outer = new Paginator<number>(server(2), PATH, { pageSize: 1 });
      outer.items().subscribe(() => all().subscribe((values) => seen.push(values.length)));

      expect(seen).toEqual([5000, 5000]);
    });

    it('and errors in the last of them', () => {
      const error = new Error('x');
      const client = server(5000, (page, body) => (page === 4999 ? throwError(() => error) : body));
      const result = run(new Paginator<number>(client, PATH, { pageSize: 1 }).items());

      expect(result.values.length).toBe(4999);
      expect(result.error).toBe(error);
    });
  });

  describe('with answers that take time', () => {
    let scheduler: TestScheduler;

    beforeEach(() => {
      scheduler = new TestScheduler((actual, expected) => {
        expect(actual).toEqual(expected);
      });
    });

    it('requests a page when the one before has come', () => {
      scheduler.run(({ expectObservable }) => {
        const client = server(3, (_, body) => body.pipe(delay(5)));
        const numbers = new Paginator<number>(client, PATH, { pageSize: 1 })
          .pages()
          .pipe(map(({ page }) => String(page)));
        expectObservable(numbers).toBe('5ms 0 4ms 1 4ms (2|)');
      });
    });

    it('emits the items of a page together', () => {
      scheduler.run(({ expectObservable }) => {
        const client = server(3, (_, body) => body.pipe(delay(5)));
        const items = new Paginator<number>(client, PATH, { pageSize: 2 }).items().pipe(map(String));
        expectObservable(items).toBe('5ms (01) 1ms (2|)');
      });
    });

    it('aborts the page under way on unsubscribe, and requests nothing more', () => {
      scheduler.run(({ expectObservable, flush }) => {
        const client = server(100, (_, body) => body.pipe(delay(5)));
        const items = new Paginator<number>(client, PATH, { pageSize: 1 }).items().pipe(map(String));
        expectObservable(items, '^ 12ms !').toBe('5ms 0 4ms 1');
        flush();

        expect(client.requested).toEqual([0, 1, 2]);
        expect(client.aborted).toEqual([2]);
        expect(scheduler.actions.filter(({ closed }) => !closed)).toEqual([]);
      });
    });

    it('aborts the first page too', () => {
      scheduler.run(({ flush }) => {
        const client = server(100, (_, body) => body.pipe(delay(5)));
        const subscription = new Paginator<number>(client, PATH).items().subscribe();
        scheduler.schedule(() => subscription.unsubscribe(), 3);
        flush();

        expect(client.aborted).toEqual([0]);
        expect(client.requested).toEqual([0]);
      });
    });

    it('keeps subscriptions that run side by side apart', () => {
      scheduler.run(({ expectObservable }) => {
        const client = server(3, (_, body) => body.pipe(delay(5)));
        const paginator = new Paginator<number>(client, PATH, { pageSize: 1 });
        const items = paginator.items().pipe(map(String));
        expectObservable(items).toBe('5ms 0 4ms 1 4ms (2|)');
        expectObservable(items, '7ms ^').toBe('12ms 0 4ms 1 4ms (2|)');
        expectObservable(items, '^ 7ms !').toBe('5ms 0');
      });
    });

    it('errors when a page does, repeats nothing, and requests nothing behind it', () => {
      scheduler.run(({ cold, expectObservable, flush }) => {
        const error = new Error('x');
        const client = server(9, (page, body) =>
          page === 2 ? cold('3ms #', {}, error) : body.pipe(delay(5)),
        );
        const items = new Paginator<number>(client, PATH, { pageSize: 1 }).items().pipe(map(String));
        expectObservable(items).toBe('5ms 0 4ms 1 2ms #', undefined, error);
        flush();

        expect(client.requested).toEqual([0, 1, 2]);
      });
    });
  });

  for (const failing of [0, 1, 4]) {
    it(`emits ${String(failing)} pages before the error of page ${String(failing)}, and requests nothing behind it`, () => {
      const error = new Error('x');
      const client = server(90, (page, body) => (page === failing ? throwError(() => error) : body));
      const result = run(new Paginator<number>(client, PATH, { pageSize: 10 }).pages());

      expect(result.values.map(({ page }) => page)).toEqual(range(failing));
      expect(result.error).toBe(error);
      expect(result.completed).toBeFalse();
      expect(client.requested).toEqual(range(failing + 1));
    });
  }

  it('emits nothing of a page that can not be read safely', () => {
    const client = server(30, (page, body) =>
      page === 1 ? of({ data: range(10), pagination: { totalPages: 1.5 } }) : body,
    );
    const result = run(new Paginator<number>(client, PATH, { pageSize: 10 }).items());

    expect(result.values).toEqual(range(10));
    expect(result.error).toBeInstanceOf(PaginationError);
  });

  it('follows a list that grows or shrinks while it is read, as the server tells', () => {
    const totals = [2, 3, 3];
    const client: Requestor = {
      get: <T>(_: string, params: QueryParams = {}) => {
        const page = Number(params['page']);
        const pagination = { currentPage: page, totalPages: totals[page], totalElements: totals[page] };
        return of({ data: { data: [page], pagination } } as AxiosResponse<T>);
      },
    };

    expect(run(new Paginator<number>(client, PATH, { pageSize: 1 }).items()).values).toEqual([0, 1, 2]);
  });

  describe('never passes a page that was not answered for the end of the list', () => {
    for (const page of [0, 1]) {
      it(`when the request of page ${String(page)} completes without an answer`, () => {
        const client = server(30, (current, body) => (current === page ? EMPTY : body));
        const result = run(new Paginator<number>(client, PATH, { pageSize: 10 }).items());

        expect(result.values).toEqual(range(page * 10));
        expect(result.completed).toBeFalse();
        expect(result.error).toBeDefined();
      });
    }
  });

  it('never doubles items when a request emits its answer twice', () => {
    const client = server(30, (_, body) => concat(body, body));
    const { values } = run(new Paginator<number>(client, PATH, { pageSize: 10 }).items());

    expect(new Set(values).size).toBe(values.length);
  });

  it('reports a client that throws through the stream', () => {
    const error = new Error('x');
    const client: Requestor = {
      get: () => {
        throw error;
      },
    };
    let result: Run<Page<unknown>> | undefined;

    expect(() => (result = run(new Paginator(client, PATH).pages()))).not.toThrow();
    expect(result?.error).toBe(error);
  });

  describe('cursor', () => {
    it('is the start page before anything was read', () => {
      expect(new Paginator(server(5), PATH).cursor).toBe(0);
      expect(new Paginator(server(5), PATH, { startPage: 3 }).cursor).toBe(3);
    });

    it('is the next page when a page arrives, and null behind the last', () => {
      const paginator = new Paginator<number>(server(25), PATH, { pageSize: 10 });
      const seen: (number | null)[] = [];
      paginator.pages().subscribe(() => seen.push(paginator.cursor));

      expect(seen).toEqual([1, 2, null]);
      expect(paginator.cursor).toBeNull();
    });

    it('stays at the page that failed', () => {
      const client = server(50, (page, body) => (page === 2 ? throwError(() => new Error('x')) : body));
      const paginator = new Paginator<number>(client, PATH, { pageSize: 10 });
      run(paginator.pages());

      expect(paginator.cursor).toBe(2);
    });

    it('lets another paginator go on where one was left', () => {
      const first = new Paginator<number>(server(25), PATH, { pageSize: 10 });
      const before = run(first.pages().pipe(take(1))).values.flatMap(({ items }) => items);
      const rest = new Paginator<number>(server(25), PATH, { pageSize: 10, startPage: first.cursor ?? 0 });

      expect([...before, ...run(rest.items()).values]).toEqual(range(25));
    });

    it('is null behind a page that was fetched alone', () => {
      const paginator = new Paginator<number>(server(25), PATH, { pageSize: 10, params: { page: 0 } });
      run(paginator.pages());

      expect(paginator.cursor).toBeNull();
    });
  });

  it('lets go of the client when the last page has come', () => {
    let open = 0;
    const client = server(25, (_, body) =>
      defer(() => {
        open++;
        return body.pipe(finalize(() => open--));
      }),
    );
    run(new Paginator<number>(client, PATH, { pageSize: 10 }).items());

    expect(open).toBe(0);
  });

  it('lets each request complete: an answer that was read is no cancellation', () => {
    new TestScheduler(() => undefined).run(({ flush }) => {
      const client = server(25, (_, body) => body.pipe(delay(5)));
      run(new Paginator<number>(client, PATH, { pageSize: 10 }).items());
      flush();

      expect(client.requested).toEqual([0, 1, 2]);
      expect(client.aborted).toEqual([]);
    });
  });

  it('waits for a page that never comes, and does not complete', () => {
    const client = server(25, (page, body) => (page === 1 ? NEVER : body));
    const result = run(new Paginator<number>(client, PATH, { pageSize: 10 }).items());

    expect(result).toEqual({ values: range(10), error: undefined, completed: false });
  });
});
