import type { AxiosResponse } from 'axios';
import { EMPTY, map, Observable, of, Subject, throwError } from 'rxjs';
import { PaginationError } from '../errors/response-contract-error';
import type { QueryParams } from '../http/query-params';
import { AsyncJsonListPaginator } from './async-json-list-paginator';
import { AsyncPaginator } from './async-paginator';
import type { Page } from './page';
import type { Requestor } from './requestor';

const PATH = '/api/v1/edc/studies/DEMO/records';
const range = (count: number, first = 0): number[] =>
  Array.from({ length: count }, (_, index) => first + index);

interface Server extends Requestor {
  /** Pages whose request was sent. */
  readonly requested: number[];
  /** Pages whose request was given up before it was answered. */
  readonly aborted: number[];
}

type Answer = (page: number, body: unknown) => Observable<unknown>;

function server(shape: 'envelope' | 'list', total: number, answer: Answer = (_, body) => of(body)): Server {
  const requested: number[] = [];
  const aborted: number[] = [];
  return {
    ...{ requested, aborted },
    get: <T>(_: string, params: QueryParams = {}) => {
      const page = Number(params['page']);
      const size = Number(params['size']);
      const length = Math.max(0, Math.min(size, total - page * size));
      const data = range(length, page * size);
      const pagination = {
        currentPage: page,
        size,
        totalPages: Math.ceil(total / size),
        totalElements: total,
      };
      return new Observable<AxiosResponse<T>>((subscriber) => {
        requested.push(page);
        let done = false;
        const subscription = answer(page, shape === 'list' ? data : { data, pagination })
          .pipe(map((body) => ({ data: body }) as AxiosResponse<T>))
          .subscribe({
            next: (value) => {
              done = true;
              subscriber.next(value);
            },
            error: (error: unknown) => {
              done = true;
              subscriber.error(error);
            },
            complete: () => {
              done = true;
              subscriber.complete();
            },
          });
        return () => {
          if (!done) aborted.push(page);
          subscription.unsubscribe();
        };
      });
    },
  };
}

/** Lets everything run that only waits for promises. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
}

/** Answers that come when the spec says so. */
function manual(): { readonly answer: Answer; readonly reply: (page: number) => void } {
  const waiting = new Map<number, { readonly answer: Subject<unknown>; readonly body: unknown }>();
  return {
    answer: (page, body) => {
      const answer = new Subject<unknown>();
      waiting.set(page, { answer, body });
      return answer;
    },
    reply: (page) => {
      const { answer, body } = waiting.get(page)!;
      answer.next(body);
      answer.complete();
    },
  };
}

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const values: T[] = [];
  for await (const value of source) values.push(value);
  return values;
}

const iterate = <T>(source: AsyncIterable<T>): AsyncIterator<T> => source[Symbol.asyncIterator]();
const leave = async <T>(iterator: AsyncIterator<T>): Promise<unknown> => iterator.return?.();
const DONE = { done: true, value: undefined } as const;

for (const [name, shape, make] of [
  ['AsyncPaginator', 'envelope', AsyncPaginator],
  ['AsyncJsonListPaginator', 'list', AsyncJsonListPaginator],
] as const) {
  describe(name, () => {
    const paginator = (client: Requestor, pageSize = 10): AsyncPaginator<number> =>
      new make<number>(client, PATH, { pageSize });

    /** Without totals, only an empty page is the end. */
    const emptyPages = shape === 'list' ? 1 : 0;

    it('iterates the items in order, and ends', async () => {
      const client = server(shape, 25);

      expect(await collect(paginator(client))).toEqual(range(25));
      expect(client.requested).toEqual(range(3 + emptyPages));
    });

    it('iterates the pages in order, and ends', async () => {
      const pages = await collect(paginator(server(shape, 25)).pages());

      expect(pages.map(({ page, items }) => [page, items.length])).toEqual([
        [0, 10],
        [1, 10],
        [2, 5],
        ...[[3, 0]].slice(0, emptyPages),
      ]);
    });

    it('ends at once for an empty list', async () => {
      expect(await collect(paginator(server(shape, 0)))).toEqual([]);
      expect((await collect(paginator(server(shape, 0)).pages())).length).toBe(1);
    });

    it('reads on over thousands of pages', async () => {
      expect((await collect(paginator(server(shape, 2001), 1))).length).toBe(2001);
    });

    it('sends nothing before the first value is asked for', async () => {
      const client = server(shape, 25);
      const iterator = iterate(paginator(client));
      paginator(client).pages();
      await settle();

      expect(client.requested).toEqual([]);
      await iterator.next();

      expect(client.requested).toEqual([0]);
    });

    it('requests a page only when its first item is asked for', async () => {
      const client = server(shape, 4);
      const iterator = iterate(paginator(client, 2));
      const requests: number[] = [];
      for (let item = 0; item < 4; item++) {
        await iterator.next();
        await settle();
        requests.push(client.requested.length);
      }

      expect(requests).toEqual([1, 1, 2, 2]);
    });

    it('requests a page of pages() only when it is asked for', async () => {
      const client = server(shape, 30);
      const iterator = iterate(paginator(client).pages());
      const requests: number[] = [];
      for (let page = 0; page < 3; page++) {
        await iterator.next();
        await settle();
        requests.push(client.requested.length);
      }

      expect(requests).toEqual([1, 2, 3]);
    });

    it('sends nothing more behind a `break`', async () => {
      const client = server(shape, 100);
      const seen: number[] = [];
      for await (const item of paginator(client)) {
        seen.push(item);
        if (seen.length === 12) break;
      }
      await settle();

      expect(seen).toEqual(range(12));
      expect(client.requested).toEqual([0, 1]);
    });

    it('sends nothing more when the body of the loop throws', async () => {
      const client = server(shape, 100);
      const loop = async (): Promise<void> => {
        for await (const item of paginator(client)) if (item === 3) throw new Error('of the loop');
      };
      await expectAsync(loop()).toBeRejectedWithError('of the loop');
      await settle();

      expect(client.requested).toEqual([0]);
    });

    it('stays done once it is', async () => {
      const iterator = iterate(paginator(server(shape, 1)));
      await iterator.next();

      expect(await iterator.next()).toEqual(DONE);
      expect(await iterator.next()).toEqual(DONE);
      await leave(iterator);

      expect(await iterator.next()).toEqual(DONE);
    });

    it('answers next() calls that overlap in order, with one request at a time', async () => {
      const { answer, reply } = manual();
      const client = server(shape, 4, answer);
      const iterator = iterate(paginator(client, 2));
      const results = Promise.all(range(5).map(() => iterator.next()));
      await settle();

      expect(client.requested).toEqual([0]);
      reply(0);
      await settle();

      expect(client.requested).toEqual([0, 1]);
      reply(1);
      await settle();
      // Without totals, only an empty page is the end.
      if (shape === 'list') reply(2);

      expect(await results).toEqual([...range(4).map((value) => ({ done: false, value })), DONE]);
    });

    describe('return()', () => {
      it('aborts the page under way, and ends the next() that waits for it', async () => {
        const { answer } = manual();
        const client = server(shape, 100, answer);
        const iterator = iterate(paginator(client));
        const pending = iterator.next();
        await settle();

        expect(client.requested).toEqual([0]);
        const left = leave(iterator);

        expect(client.aborted).toEqual([0]);
        expect(await pending).toEqual(DONE);
        expect(await left).toEqual(DONE);
        expect(await iterator.next()).toEqual(DONE);
        expect(client.requested).toEqual([0]);
      });

      it('aborts a later page too', async () => {
        const { answer, reply } = manual();
        const client = server(shape, 100, answer);
        const iterator = iterate(paginator(client, 1));
        const first = iterator.next();
        await settle();
        reply(0);

        expect(await first).toEqual({ done: false, value: 0 });
        const second = iterator.next();
        await settle();
        await leave(iterator);

        expect(client.aborted).toEqual([1]);
        expect(await second).toEqual(DONE);
      });

      it('ends all next() calls that wait', async () => {
        const { answer } = manual();
        const client = server(shape, 100, answer);
        const iterator = iterate(paginator(client));
        const pending = [iterator.next(), iterator.next(), iterator.next()];
        await settle();
        await leave(iterator);

        expect(await Promise.all(pending)).toEqual([DONE, DONE, DONE]);
        expect(client.requested).toEqual([0]);
      });

      it('sends nothing more when it comes together with an answer', async () => {
        const { answer, reply } = manual();
        const client = server(shape, 100, answer);
        const iterator = iterate(paginator(client, 1));
        const pending = [iterator.next(), iterator.next()];
        await settle();
        // The answer is there, but the promise that carries it has not run on yet.
        reply(0);
        const left = leave(iterator);
        await settle();

        expect(client.requested).toEqual([0]);
        expect(await Promise.race([left, settle().then(() => 'return() hangs')])).toEqual(DONE);
        expect(await Promise.race([pending[1]!, settle().then(() => 'next() hangs')])).toEqual(DONE);
      });

      it('sends nothing at all when it comes first', async () => {
        const client = server(shape, 100);
        const iterator = iterate(paginator(client));
        await leave(iterator);

        expect(await iterator.next()).toEqual(DONE);
        expect(client.requested).toEqual([]);
      });

      it('sends nothing when it comes right behind the first next()', async () => {
        const { answer } = manual();
        const client = server(shape, 100, answer);
        const iterator = iterate(paginator(client));
        const pending = iterator.next();
        await leave(iterator);

        expect(await pending).toEqual(DONE);
        expect(client.requested.length).toBe(client.aborted.length);
      });

      it('can be called twice', async () => {
        const iterator = iterate(paginator(server(shape, 100)));
        await iterator.next();

        expect(await leave(iterator)).toEqual(DONE);
        expect(await leave(iterator)).toEqual(DONE);
      });
    });

    describe('errors', () => {
      const failing = (page: number, error: unknown): Server =>
        server(shape, 100, (current, body) => (current === page ? throwError(() => error) : of(body)));

      it('throws the very error of a page, behind the items of those before', async () => {
        const error = new Error('x');
        const client = failing(2, error);
        const seen: number[] = [];
        let thrown: unknown;
        try {
          for await (const item of paginator(client)) seen.push(item);
        } catch (reason) {
          thrown = reason;
        }

        expect(thrown).toBe(error);
        expect(seen).toEqual(range(20));
        expect(client.requested).toEqual([0, 1, 2]);
      });

      it('is done behind an error', async () => {
        const iterator = iterate(paginator(failing(0, new Error('x'))));
        await expectAsync(iterator.next()).toBeRejectedWithError('x');

        expect(await iterator.next()).toEqual(DONE);
      });

      it('throws when an answer can not be read safely', async () => {
        const client = server(shape, 100, () => of('JANE-CANARY'));
        await expectAsync(collect(paginator(client))).toBeRejectedWithError(PaginationError);
      });

      it('throws what a client throws', async () => {
        const client: Requestor = {
          get: () => {
            throw new TypeError('x');
          },
        };
        await expectAsync(collect(paginator(client))).toBeRejectedWithError(TypeError);
      });

      for (const page of [0, 1]) {
        it(`throws when page ${String(page)} completes without an answer: that is not the end of the list`, async () => {
          const client = server(shape, 100, (current, body) => (current === page ? EMPTY : of(body)));
          await expectAsync(collect(paginator(client))).toBeRejected();
        });
      }
    });

    it('keeps two iterations apart', async () => {
      const client = server(shape, 15);
      const both = paginator(client);
      const [first, second] = [iterate(both), iterate(both)];
      await first.next();
      await first.next();

      expect(await second.next()).toEqual({ done: false, value: 0 });
      await leave(first);

      expect(await second.next()).toEqual({ done: false, value: 1 });
      expect(await collect(both)).toEqual(range(15));
      expect(await collect(both)).toEqual(range(15));
    });

    it('lets pages() be iterated more than once', async () => {
      const pages = paginator(server(shape, 15)).pages();

      expect((await collect(pages)).map(({ page }) => page)).toEqual(range(2 + emptyPages));
      expect((await collect(pages)).map(({ page }) => page)).toEqual(range(2 + emptyPages));
    });

    it('reads an explicit page alone', async () => {
      const client = server(shape, 50);

      expect(await collect(new make<number>(client, PATH, { pageSize: 10, params: { page: 2 } }))).toEqual(
        range(10, 20),
      );
      expect(client.requested).toEqual([2]);
    });

    it('moves its cursor', async () => {
      const source = paginator(server(shape, 15));
      const cursors: (number | null)[] = [source.cursor];
      for await (const page of source.pages()) cursors.push(page.page, source.cursor);

      expect(cursors).toEqual(emptyPages === 0 ? [0, 0, 1, 1, null] : [0, 0, 1, 1, 2, 2, null]);
    });

    it('takes the first answer where a request emits two', async () => {
      const client = server(shape, 15, (_, body) => of(body, body));

      expect(await collect(paginator(client))).toEqual(range(15));
    });

    it('lets the consumer keep pages as they are', async () => {
      const kept: Page<number>[] = await collect(paginator(server(shape, 15)).pages());

      expect(kept.flatMap(({ items }) => items)).toEqual(range(15));
    });
  });
}
