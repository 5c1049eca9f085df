import type { AxiosResponse } from 'axios';
import {
  concat,
  defer,
  expand,
  finalize,
  lastValueFrom,
  mergeMap,
  NEVER,
  type Observable,
  of,
  Subject,
  take,
  throwError,
  timer,
} from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import type { AuthStrategy } from '../auth/auth-strategy';
import { aRequest } from '../../spec/a-request';
import { apiErrorForStatus } from '../errors/api-error-for-status';
import { InvalidArgumentError } from '../errors/client-error';
import type { RequestHandler, RequestInterceptor } from '../http/request-handler';
import { LruCache } from '../policies/lru-cache';
import { shareReads } from './share-reads';
import type { ImednetRequest } from '../http/imednet-request';

const request = aRequest({
  params: { page: 0, size: 10 },
  headers: { accept: 'application/json' },
  share: true,
});
const unshared: ImednetRequest = { ...request, share: false };
const post: ImednetRequest = { ...request, method: 'POST', body: '[]' };
const unavailable = apiErrorForStatus({ status: 503 });
const anyone = { headers: () => ({}) };

describe('shareReads', () => {
  let scheduler: TestScheduler;
  let sent: number;
  let running: number;
  let log: string[];

  /** Lets it load what sharing needs, which takes real time; then time can be virtual. */
  beforeAll(() => lastValueFrom(shareReads(anyone)(request, () => of({} as AxiosResponse))));

  beforeEach(() => {
    scheduler = new TestScheduler((actual, expected) => {
      expect(actual).toEqual(expected);
    });
    sent = running = 0;
    log = [];
  });

  /** Answers each request with its number as data, as `shape` says. */
  const server =
    (shape: (response: AxiosResponse) => Observable<AxiosResponse>): RequestHandler =>
    () =>
      defer(() => {
        running++;
        return shape({ status: 200, data: { number: ++sent } } as AxiosResponse).pipe(
          finalize(() => running--),
        );
      });
  const takes = (ms: number): RequestHandler =>
    server((response) => timer(ms).pipe(mergeMap(() => of(response))));
  const atOnce = server((response) => of(response));
  const numberIn = (response: AxiosResponse): number => (response.data as { number: number }).number;
  const read = (
    shared: RequestInterceptor,
    name: string,
    next: RequestHandler,
    own: ImednetRequest = request,
  ): (() => void) => {
    const subscription = shared(own, next).subscribe({
      next: (response) => log.push(`${String(scheduler.now())} ${name} ${String(numberIn(response))}`),
      error: (error: unknown) => log.push(`${String(scheduler.now())} ${name} ${(error as Error).name}`),
      complete: () => log.push(`${name} ends`),
    });
    return () => subscription.unsubscribe();
  };
  const at = (ms: number, work: () => void): void => {
    scheduler.schedule(work, ms);
  };
  const run = (story: () => void): void => {
    scheduler.run(({ flush }) => {
      story();
      flush();

      expect(running).toBe(0);
      expect(scheduler.actions.filter(({ closed }) => !closed)).toEqual([]);
    });
  };

  it('answers reads that run at the same time with one request', () => {
    run(() => {
      const shared = shareReads(anyone);
      read(shared, 'a', takes(10));
      at(5, () => read(shared, 'b', takes(10)));
      at(10, () => read(shared, 'c', takes(10)));
    });

    expect(log).toEqual(['10 a 1', '10 b 1', 'a ends', 'b ends', '20 c 2', 'c ends']);
  });

  const same: readonly (readonly [string, Partial<ImednetRequest>])[] = [
    ['the order of parameters', { params: { size: 10, page: 0 } }],
    ['parameters that are left out', { params: { page: 0, size: 10, sort: undefined, filter: null } }],
    ['numbers as text', { params: { page: '0', size: '10' } }],
    ['the case of header names', { headers: { Accept: 'application/json' } }],
  ];
  for (const [story, change] of same) {
    it(`takes no notice of ${story}`, () => {
      run(() => {
        const shared = shareReads(anyone);
        read(shared, 'a', takes(10));
        read(shared, 'b', takes(10), { ...request, ...change });
      });

      expect(sent).toBe(1);
    });
  }

  const different: readonly (readonly [string, Partial<ImednetRequest>])[] = [
    ['another address', { url: 'https://api.test/y' }],
    ['another parameter', { params: { page: 1, size: 10 } }],
    ['a parameter that holds two', { params: { page: '0&size=10' } }],
    ['repeated parameters in another order', { params: { sort: ['b', 'a'] } }],
    ['another header', { headers: { accept: 'text/csv' } }],
    ['a further header', { headers: { ...request.headers, 'x-tenant': 'emea' } }],
    ['another time limit', { timeout: 2000 }],
    ['no wish to share', { share: false }],
    ['nothing said about it', { share: undefined }],
    ['a write', { method: 'POST', body: '[]' }],
  ];
  for (const [story, change] of different) {
    it(`shares nothing with ${story}`, () => {
      run(() => {
        const shared = shareReads(anyone);
        read(shared, 'a', takes(10), { ...request, params: { sort: ['a', 'b'] } });
        read(shared, 'b', takes(10));
        read(shared, 'c', takes(10), { ...request, ...change });
      });

      expect(sent).toBe(3);
    });
  }

  it('shares nothing between two clients', () => {
    run(() => {
      read(shareReads(anyone), 'a', takes(10));
      read(shareReads(anyone), 'b', takes(10));
    });

    expect(sent).toBe(2);
  });

  it('sends nothing before it is subscribed, and joins each subscription anew', () => {
    run(() => {
      const source = shareReads(anyone)(request, takes(10));

      expect(sent).toBe(0);
      source.subscribe();
      source.subscribe();
      at(50, () => source.subscribe());
    });

    expect(sent).toBe(2);
  });

  it('passes on a parameter that cannot be written as an error', () => {
    let error: unknown;
    shareReads(anyone)({ ...request, params: { page: NaN } }, atOnce).subscribe({
      error: (e: unknown) => (error = e),
    });

    expect(error).toBeInstanceOf(InvalidArgumentError);
  });

  describe('unsubscribing', () => {
    it('aborts the request with the last one only', () => {
      run(() => {
        const shared = shareReads(anyone);
        const a = read(shared, 'a', takes(10));
        const b = read(shared, 'b', takes(10));
        at(2, a);
        at(3, () => expect(running).toBe(1));
        at(4, b);
        at(5, () => expect(running).toBe(0));
      });

      expect([log, sent]).toEqual([[], 1]);
    });

    it('does not end the first for those who joined it', () => {
      run(() => {
        const shared = shareReads(anyone);
        at(2, read(shared, 'a', takes(10)));
        read(shared, 'b', takes(10));
      });

      expect(log).toEqual(['10 b 1', 'b ends']);
    });

    it('makes the next one send anew', () => {
      run(() => {
        const shared = shareReads(anyone);
        at(2, read(shared, 'a', takes(10)));
        at(3, () => read(shared, 'b', takes(10)));
      });

      expect(log).toEqual(['13 b 2', 'b ends']);
    });

    it('may itself ask again', () => {
      run(() => {
        const shared = shareReads(anyone);
        const subscription = shared(request, takes(10)).subscribe();
        subscription.add(() => read(shared, 'b', takes(10)));
        at(2, () => subscription.unsubscribe());
        at(3, () => read(shared, 'c', takes(10)));
        at(40, () => read(shared, 'd', takes(10)));
      });

      expect(log.filter((line) => !line.endsWith('ends')).map((line) => line.split(' ')[1])).toEqual([
        ...['b', 'c', 'd'],
      ]);
    });

    it('one in the answer of another keeps its answer from it, and nothing else', () => {
      run(() => {
        const shared = shareReads(anyone);
        const b: { leave?: () => void } = {};
        shared(request, takes(10)).subscribe(() => b.leave?.());
        b.leave = read(shared, 'b', takes(10));
        read(shared, 'c', takes(10));
      });

      expect(log).toEqual(['10 c 1', 'c ends']);
    });
  });

  describe('errors', () => {
    const failing = server(() => timer(10).pipe(mergeMap(() => throwError(() => unavailable))));

    it('reach all who wait, and are not kept', () => {
      run(() => {
        const shared = shareReads(anyone, new LruCache({ ttl: 1000, maxEntries: 5 }));
        read(shared, 'a', failing);
        read(shared, 'b', failing);
        at(20, () => read(shared, 'c', takes(1)));
      });

      expect(log).toEqual(['10 a ServerError', '10 b ServerError', '21 c 2', 'c ends']);
    });

    it('make one who asks again in answer to them send anew', () => {
      run(() => {
        const shared = shareReads(anyone);
        shared(request, failing).subscribe({ error: () => read(shared, 'b', takes(1)) });
      });

      expect(log).toEqual(['11 b 2', 'b ends']);
    });

    it('of a step that throws reach the caller too', () => {
      read(shareReads(anyone), 'a', () => {
        throw unavailable as Error;
      });

      expect(log[0]).toContain('a ServerError');
    });
  });

  describe('synchronous answers', () => {
    it('go to their caller, and to nobody after', () => {
      run(() => {
        const shared = shareReads(anyone);
        read(shared, 'a', atOnce);
        read(shared, 'b', atOnce);
      });

      expect(log).toEqual(['0 a 1', 'a ends', '0 b 2', 'b ends']);
    });

    it('let one who asks again in the answer have a new one', () => {
      run(() => {
        const shared = shareReads(anyone);
        const seen: number[] = [];
        shared(request, atOnce)
          .pipe(
            expand(() => shared(request, atOnce)),
            take(5),
          )
          .subscribe((response) => seen.push(numberIn(response)));

        expect(seen).toEqual([1, 2, 3, 4, 5]);
      });
    });

    it('that never complete are not joined', () => {
      run(() => {
        const shared = shareReads(anyone);
        const endless = server((response) => concat(of(response), NEVER));
        const leave = [read(shared, 'a', endless), read(shared, 'b', endless)];
        leave.forEach((one) => one());
      });

      expect(log).toEqual(['0 a 1', '0 b 2']);
    });
  });

  describe('data', () => {
    it('is the same for all, and frozen, so that nobody changes what another reads', () => {
      const answer = new Subject<AxiosResponse>();
      const responses: AxiosResponse[] = [];
      const shared = shareReads(anyone);
      for (let i = 0; i < 2; i++)
        shared(request, () => answer).subscribe((response) => responses.push(response));
      answer.next({ status: 200, data: { data: [{ recordData: { AGE: 5 } }] } } as AxiosResponse);
      const data = responses[0]!.data as { data: { recordData: { AGE: number } }[] };

      expect(responses[1]!.data).toBe(data);
      expect(() => (data.data[0]!.recordData.AGE = 6)).toThrowError(TypeError);
      responses[0]!.data = 'changed';

      expect(responses[1]!.data).toBe(data);
    });

    it('is left alone where nothing is shared', () => {
      shareReads(anyone)(unshared, atOnce).subscribe((response) => {
        expect(Object.isFrozen(response.data)).toBeFalse();
      });
    });
  });

  describe('with a cache', () => {
    const cached = (): RequestInterceptor => shareReads(anyone, new LruCache({ ttl: 100, maxEntries: 2 }));

    it('answers from it until its time is over', () => {
      run(() => {
        const shared = cached();
        for (const [name, start] of [
          ['a', 0],
          ['b', 109],
          ['c', 110],
        ] as const) {
          at(start, () => read(shared, name, takes(10)));
        }
      });

      expect(log).toEqual(['10 a 1', 'a ends', '109 b 1', 'b ends', '120 c 2', 'c ends']);
    });

    it('never answers from it for one who did not opt in', () => {
      run(() => {
        const shared = cached();
        read(shared, 'a', atOnce);
        read(shared, 'b', atOnce, { ...request, share: false });
      });

      expect(log).toEqual(['0 a 1', 'a ends', '0 b 2', 'b ends']);
    });

    it('stores nothing of one who did not opt in, nor of one who left', () => {
      run(() => {
        const shared = cached();
        read(shared, 'a', atOnce, { ...request, share: false });
        read(shared, 'b', takes(10))();
        read(shared, 'c', atOnce);
      });

      expect(log.at(-2)).toBe('0 c 3');
    });

    for (const [story, answer] of [
      ['an accepted', atOnceWrite()],
      ['a failed', throwError(() => unavailable)],
    ] as const) {
      it(`forgets all with ${story} write, which may have changed anything`, () => {
        run(() => {
          const shared = cached();
          read(shared, 'a', takes(1));
          at(10, () => shared(post, () => answer).subscribe({ error: () => undefined }));
          at(20, () => read(shared, 'b', takes(1)));
        });

        expect(log.filter((line) => line.includes(' b '))).toEqual(['21 b 2']);
      });
    }

    it('neither keeps nor shares further what was read while a write ended', () => {
      run(() => {
        const shared = cached();
        read(shared, 'a', takes(50));
        at(10, () => shared(post, () => atOnceWrite()).subscribe());
        at(20, () => read(shared, 'b', takes(10)));
        at(60, () => read(shared, 'c', takes(10)));
      });

      expect(log.filter((line) => !line.endsWith('ends'))).toEqual(['30 b 2', '50 a 1', '60 c 2']);
    });
  });

  it('lets those who come after a write share among themselves, whenever older reads end', () => {
    run(() => {
      const shared = shareReads(anyone);
      read(shared, 'a', takes(50));
      at(10, () => shared(post, () => atOnceWrite()).subscribe());
      at(20, () => read(shared, 'b', takes(100)));
      at(60, () => read(shared, 'c', takes(100)));
    });

    expect(log.filter((line) => !line.endsWith('ends'))).toEqual(['50 a 1', '120 b 2', '120 c 2']);
  });

  it('answers thousands with one request, and forgets it', () => {
    run(() => {
      const shared = shareReads(anyone);
      let answers = 0;
      for (let i = 0; i < 10_000; i++) shared(request, takes(10)).subscribe(() => answers++);
      at(20, () => expect([answers, sent]).toEqual([10_000, 1]));
    });
  });

  describe('when the credentials change', () => {
    let user: string;
    const strategies: readonly (readonly [string, AuthStrategy])[] = [
      ['at once', { headers: () => ({ authorization: user }) }],
      ['as an Observable', { headers: () => defer(() => of({ authorization: user })) }],
    ];
    beforeEach(() => (user = 'jane'));

    for (const [story, auth] of strategies) {
      it(`gives nobody what was kept for another, ${story}`, () => {
        run(() => {
          const shared = shareReads(auth, new LruCache({ ttl: 1000, maxEntries: 5 }));
          read(shared, 'jane', atOnce);
          read(shared, 'jane again', atOnce);
          user = 'john';
          read(shared, 'john', atOnce);
          user = 'jane';
          read(shared, 'jane later', atOnce);
        });
        expect(sent).toBe(3);
        expect(log.filter((line) => !line.endsWith('ends'))).toEqual([
          '0 jane 1',
          '0 jane again 1',
          '0 john 2',
          '0 jane later 3',
        ]);
      });

      it(`lets nobody join what another waits for, nor keeps it, ${story}`, () => {
        run(() => {
          const shared = shareReads(auth, new LruCache({ ttl: 1000, maxEntries: 5 }));
          read(shared, 'jane', takes(10));
          at(5, () => {
            user = 'john';
            read(shared, 'john', takes(10));
          });
          at(20, () => read(shared, 'john again', atOnce));
        });
        expect(log.filter((line) => !line.endsWith('ends'))).toEqual([
          '10 jane 1',
          '15 john 2',
          '20 john again 2',
        ]);
      });
    }

    it('ends with the error of a strategy that fails, and sends nothing', () => {
      run(() => {
        const auth: AuthStrategy = {
          headers: () => {
            throw new RangeError('no token');
          },
        };
        read(shareReads(auth), 'jane', atOnce);
      });
      expect(sent).toBe(0);
      expect(log).toEqual(['0 jane AuthStrategyError']);
    });
  });
});

function atOnceWrite(): Observable<AxiosResponse> {
  return of({ status: 200, data: null } as AxiosResponse);
}
