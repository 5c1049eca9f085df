import type { AxiosResponse } from 'axios';
import { defer, EMPTY, NEVER, type Observable, of, Subject, throwError } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { aRequest } from '../../spec/a-request';
import type { AuthHeaders, AuthHeadersInput, AuthStrategy } from '../auth/auth-strategy';
import { BearerAuth } from '../auth/bearer-auth';
import { apiErrorForStatus } from '../errors/api-error-for-status';
import { AuthStrategyError } from '../errors/auth-strategy-error';
import { ConfigurationError } from '../errors/client-error';
import type { ImednetRequest } from '../http/imednet-request';
import type { RequestHandler } from '../http/request-handler';
import { authenticate } from './authenticate';

const BASE = 'https://api.test/edc';
const SECRET = 'canary-5f2e';
const request = aRequest({
  url: `${BASE}/api/v1/edc/studies`,
  route: '/api/v1/edc/studies',
  headers: { accept: 'application/json' },
});
const response = { status: 200, data: 'body' } as AxiosResponse;
const unauthorized = apiErrorForStatus({ status: 401 });

/** Handler that answers each request with the next of `answers`, and keeps the headers that it got. */
function stub(...answers: Observable<AxiosResponse>[]): RequestHandler & { readonly sent: ImednetRequest[] } {
  const sent: ImednetRequest[] = [];
  const next: RequestHandler = (current) =>
    defer(() => {
      sent.push(current);
      return answers[sent.length - 1] ?? throwError(() => new Error('one request too many'));
    });
  return Object.assign(next, { sent });
}

interface Outcome {
  readonly values: AxiosResponse[];
  readonly error?: unknown;
  readonly completed: boolean;
}

function outcomeOf(source: Observable<AxiosResponse>): Outcome {
  const values: AxiosResponse[] = [];
  let outcome: Outcome = { values, completed: false };
  source.subscribe({
    next: (value) => values.push(value),
    error: (error: unknown) => (outcome = { values, error, completed: false }),
    complete: () => (outcome = { values, completed: true }),
  });
  return outcome;
}

const strategy = (headers: () => AuthHeadersInput, refresh?: () => AuthHeadersInput): AuthStrategy => ({
  headers,
  ...(refresh ? { refresh } : {}),
});
const failed401 = throwError(() => unauthorized);

describe('authenticate', () => {
  describe('adds the headers of the strategy', () => {
    for (const [story, headers] of [
      ['at once', (): AuthHeadersInput => ({ 'x-api-key': SECRET })],
      ['from an Observable', (): AuthHeadersInput => of({ 'x-api-key': SECRET })],
      [
        'from the first value of an Observable',
        (): AuthHeadersInput => of({ 'x-api-key': SECRET }, { other: 'x' }),
      ],
    ] as const) {
      it(story, () => {
        const next = stub(of(response));
        const outcome = outcomeOf(authenticate(strategy(headers), BASE)(request, next));

        expect(outcome).toEqual({ values: [response], completed: true });
        expect(next.sent.map((sent) => sent.headers)).toEqual([
          { accept: 'application/json', 'x-api-key': SECRET },
        ]);
        expect(request.headers).toEqual({ accept: 'application/json' });
      });
    }

    it('from a promise', async () => {
      const next = stub(of(response));
      await new Promise<void>((resolve) => {
        const auth = strategy(() => Promise.resolve({ 'x-api-key': SECRET }));
        authenticate(auth, BASE)(request, next).subscribe({ complete: resolve });
      });

      expect(next.sent[0]?.headers).toEqual({ accept: 'application/json', 'x-api-key': SECRET });
    });

    it('over headers of the same name that the caller gave', () => {
      const next = stub(of(response));
      const own = { ...request, headers: { 'x-api-key': 'mine' } };
      outcomeOf(
        authenticate(
          strategy(() => ({ 'x-api-key': SECRET })),
          BASE,
        )(own, next),
      );

      expect(next.sent[0]?.headers).toEqual({ 'x-api-key': SECRET });
    });

    it('anew for each subscription', () => {
      let count = 0;
      const next = stub(of(response), of(response));
      const source = authenticate(
        strategy(() => ({ n: String(++count) })),
        BASE,
      )(request, next);

      expect(count).toBe(0);

      source.subscribe();
      source.subscribe();

      expect(next.sent.map(({ headers }) => headers['n'])).toEqual(['1', '2']);
    });
  });

  const origins: readonly (readonly [string, string, boolean])[] = [
    ['the base URL', BASE, true],
    ['another path of the own origin', 'https://api.test/other', true],
    ['the default port', 'https://api.test:443/x', true],
    ['capitals', 'HTTPS://API.TEST/x', true],
    ['another host', 'https://evil.test/edc', false],
    ['a subdomain', 'https://files.api.test/x', false],
    ['another port', 'https://api.test:8443/x', false],
    ['http instead of https', 'http://api.test/x', false],
    ['a host that begins alike', 'https://api.test.evil.test/x', false],
    ['user information that looks alike', 'https://api.test@evil.test/x', false],
  ];
  for (const [story, url, own] of origins) {
    it(`${own ? 'gives' : 'never gives'} credentials to ${story}`, () => {
      const headers = jasmine.createSpy('headers').and.returnValue({ 'x-api-key': SECRET });
      const next = stub(of(response));
      outcomeOf(authenticate({ headers }, BASE)({ ...request, url }, next));

      expect(next.sent[0]?.headers['x-api-key']).toBe(own ? SECRET : undefined);
      expect(headers).toHaveBeenCalledTimes(own ? 1 : 0);
    });
  }

  it('never refreshes for a 401 of another origin', () => {
    const refresh = jasmine.createSpy('refresh').and.returnValue({ 'x-api-key': SECRET });
    const next = stub(failed401, of(response));
    const auth = strategy(() => ({}), refresh);
    const outcome = outcomeOf(authenticate(auth, BASE)({ ...request, url: 'https://evil.test/' }, next));

    expect(outcome.error).toBe(unauthorized);
    expect(refresh).not.toHaveBeenCalled();
    expect(next.sent.length).toBe(1);
  });

  describe('after a 401', () => {
    it('refreshes once and sends the same request with the new headers', () => {
      const next = stub(failed401, of(response));
      const auth = strategy(
        () => ({ token: 'old' }),
        () => ({ token: 'new' }),
      );
      const post: ImednetRequest = { ...request, method: 'POST', body: '[{"a":1}]' };
      const outcome = outcomeOf(authenticate(auth, BASE)(post, next));

      expect(outcome).toEqual({ values: [response], completed: true });
      expect(next.sent).toEqual([
        { ...post, headers: { ...post.headers, token: 'old' } },
        { ...post, headers: { ...post.headers, token: 'new' } },
      ]);
    });

    it('does not carry the old headers over into the second request', () => {
      const next = stub(failed401, of(response));
      const auth = strategy(
        () => ({ old: '1' }),
        () => ({ fresh: '1' }),
      );
      outcomeOf(authenticate(auth, BASE)(request, next));

      expect(next.sent[1]?.headers).toEqual({ accept: 'application/json', fresh: '1' });
    });

    it('surfaces the second 401, without another refresh', () => {
      const second = apiErrorForStatus({ status: 401 });
      const refresh = jasmine.createSpy('refresh').and.returnValue({});
      const next = stub(
        failed401,
        throwError(() => second),
        of(response),
      );
      const outcome = outcomeOf(
        authenticate(
          strategy(() => ({}), refresh),
          BASE,
        )(request, next),
      );

      expect(outcome.error).toBe(second);
      expect(refresh).toHaveBeenCalledTimes(1);
      expect(next.sent.length).toBe(2);
    });

    it('surfaces it when the strategy can not refresh', () => {
      const next = stub(failed401, of(response));
      const outcome = outcomeOf(
        authenticate(
          strategy(() => ({})),
          BASE,
        )(request, next),
      );

      expect(outcome.error).toBe(unauthorized);
      expect(next.sent.length).toBe(1);
    });

    it('may refresh again in the next attempt', () => {
      const refresh = jasmine.createSpy('refresh').and.returnValue({});
      const next = stub(failed401, failed401, failed401, of(response));
      const source = authenticate(
        strategy(() => ({}), refresh),
        BASE,
      )(request, next);
      outcomeOf(source);
      outcomeOf(source);

      expect(refresh).toHaveBeenCalledTimes(2);
      expect(next.sent.length).toBe(4);
    });

    it('calls headers and refresh as methods of the strategy', () => {
      class Strategy implements AuthStrategy {
        readonly token = 'old';

        headers(): AuthHeaders {
          return { token: this.token };
        }

        refresh(): AuthHeaders {
          return { token: `not ${this.token}` };
        }
      }
      const next = stub(failed401, of(response));
      outcomeOf(authenticate(new Strategy(), BASE)(request, next));

      expect(next.sent.map(({ headers }) => headers['token'])).toEqual(['old', 'not old']);
    });

    it('lets concurrent attempts share the one refresh of a BearerAuth', () => {
      const refreshed = new Subject<string>();
      const token = jasmine
        .createSpy('token')
        .and.callFake(({ refresh }: { refresh: boolean }) => (refresh ? refreshed : 'old'));
      const next: RequestHandler = ({ headers }) =>
        headers['authorization'] === 'Bearer new' ? of(response) : failed401;
      const run = authenticate(new BearerAuth(token), BASE);
      const outcomes: AxiosResponse[] = [];
      for (let attempt = 0; attempt < 3; attempt++)
        run(request, next).subscribe((value) => outcomes.push(value));
      refreshed.next('new');

      expect(outcomes).toEqual([response, response, response]);
      expect(
        token.calls.allArgs().filter(([options]) => (options as { refresh: boolean }).refresh).length,
      ).toBe(1);
    });
  });

  for (const status of [400, 403, 429, 500, 503]) {
    it(`does not refresh after ${String(status)}`, () => {
      const refresh = jasmine.createSpy('refresh').and.returnValue({});
      const error = apiErrorForStatus({ status });
      const next = stub(
        throwError(() => error),
        of(response),
      );
      const outcome = outcomeOf(
        authenticate(
          strategy(() => ({}), refresh),
          BASE,
        )(request, next),
      );

      expect(outcome.error).toBe(error);
      expect(refresh).not.toHaveBeenCalled();
    });
  }

  describe('turns what a strategy can do wrong into an AuthStrategyError that holds no secret', () => {
    const poison = (): Error =>
      Object.assign(new Error(`token ${SECRET} expired`), {
        code: 'EAUTH',
        config: { headers: { a: SECRET } },
      });
    const failures: readonly (readonly [string, () => AuthHeadersInput])[] = [
      [
        'it throws',
        (): never => {
          throw poison();
        },
      ],
      ['its Observable errors', () => throwError(poison)],
      ['its Observable is empty', () => EMPTY],
      ['it throws text', () => throwError(() => SECRET)],
      ['it gives undefined', () => undefined as unknown as AuthHeaders],
      ['it gives null', () => null as unknown as AuthHeaders],
    ];
    const check = (error: unknown): void => {
      expect(error).toBeInstanceOf(AuthStrategyError);
      const { message, stack, cause } = error as AuthStrategyError;
      const reachable = [
        ...[message, stack, String(error), JSON.stringify(error), String(cause), JSON.stringify(cause)],
        (cause as Error | undefined)?.stack,
        JSON.stringify(Object.getOwnPropertyDescriptors(error)),
        JSON.stringify(Object.getOwnPropertyDescriptors(cause ?? {})),
      ].join('\n');

      expect(reachable).not.toContain(SECRET);
    };

    for (const [story, fail] of failures) {
      it(`when ${story}`, () => {
        const next = stub(of(response));

        check(outcomeOf(authenticate(strategy(fail), BASE)(request, next)).error);
        expect(next.sent).toEqual([]);
      });

      it(`when ${story} while refreshing`, () => {
        const next = stub(failed401, of(response));

        check(
          outcomeOf(
            authenticate(
              strategy(() => ({}), fail),
              BASE,
            )(request, next),
          ).error,
        );
        expect(next.sent.length).toBe(1);
      });
    }

    it('when its promise rejects', async () => {
      const next = stub(of(response));
      const error = await new Promise((resolve) => {
        const auth = strategy(() => Promise.reject(poison()));
        authenticate(auth, BASE)(request, next).subscribe({ error: resolve });
      });

      check(error);
      expect(next.sent).toEqual([]);
    });

    it('but keeps an error of this library as it is', () => {
      const error = new ConfigurationError('no token service');
      const outcome = outcomeOf(
        authenticate(
          strategy(() => throwError(() => error)),
          BASE,
        )(request, stub()),
      );

      expect(outcome.error).toBe(error);
    });
  });

  it('sends nothing while the strategy has given no headers, and lets go of it on unsubscribe', () => {
    const headers = new Subject<AuthHeaders>();
    const next = stub(of(response));
    const subscription = authenticate(
      strategy(() => headers),
      BASE,
    )(request, next).subscribe();

    expect(headers.observed).toBeTrue();
    subscription.unsubscribe();

    expect(headers.observed).toBeFalse();
    expect(next.sent).toEqual([]);
  });

  it('aborts the request under way, refreshed or not, on unsubscribe', () => {
    const scheduler = new TestScheduler((actual, expected) => {
      expect(actual).toEqual(expected);
    });
    scheduler.run(({ cold, expectObservable, expectSubscriptions }) => {
      const first = cold<AxiosResponse>('--#', {}, unauthorized);
      const second = cold<AxiosResponse>('----a|');
      const auth = strategy(
        () => ({}),
        () => ({}),
      );
      expectObservable(authenticate(auth, BASE)(request, stub(first, second)), '^---!').toBe('-');
      expectSubscriptions(first.subscriptions).toBe('^-!');
      expectSubscriptions(second.subscriptions).toBe('--^-!');
    });
  });

  it('lets the request go on when the Observable of the headers emits again', () => {
    const headers = new Subject<AuthHeaders>();
    const next = stub(NEVER, of(response));
    const subscription = authenticate(
      strategy(() => headers),
      BASE,
    )(request, next).subscribe();
    headers.next({ n: '1' });
    headers.next({ n: '2' });

    expect(next.sent.map((sent) => sent.headers['n'])).toEqual(['1']);
    subscription.unsubscribe();
  });
});
