import { firstValueFrom, NEVER, type Observable, of, Subject, throwError } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { ConfigurationError } from '../errors/client-error';
import type { AuthHeaders } from './auth-strategy';
import { BearerAuth, type TokenInput } from './bearer-auth';

const bearer = (token: string): AuthHeaders => ({ authorization: `Bearer ${token}` });
const refresh = (auth: BearerAuth): Observable<AuthHeaders> => {
  if (!auth.refresh) throw new Error('this strategy can not refresh');
  return auth.refresh();
};

describe('BearerAuth', () => {
  const inputs: readonly (readonly [string, () => TokenInput])[] = [
    ['text', () => 't'],
    ['a promise', () => Promise.resolve('t')],
    ['something like a promise', () => ({ then: (done) => Promise.resolve('t').then(done) })],
    ['an Observable', () => of('t')],
    ['the first value of an Observable', () => of('t', 'u')],
  ];
  for (const [story, token] of inputs) {
    it(`takes the token from a function that gives ${story}`, async () => {
      expect(await firstValueFrom(new BearerAuth(token).headers())).toEqual(bearer('t'));
    });

    it(`takes a refreshed token from a function that gives ${story}`, async () => {
      expect(await firstValueFrom(refresh(new BearerAuth(token)))).toEqual(bearer('t'));
    });
  }

  it('takes a fixed token, which is never refreshed', async () => {
    const auth = new BearerAuth('t');

    expect(await firstValueFrom(auth.headers())).toEqual(bearer('t'));
    expect(auth.refresh).toBeUndefined();
  });

  it('asks for the token of each attempt anew, and not before it is subscribed', async () => {
    const token = jasmine.createSpy('token').and.returnValues('1', '2');
    const headers = new BearerAuth(token).headers();

    expect(token).not.toHaveBeenCalled();
    expect(await firstValueFrom(headers)).toEqual(bearer('1'));
    expect(await firstValueFrom(headers)).toEqual(bearer('2'));
    expect(token.calls.allArgs()).toEqual([[{ refresh: false }], [{ refresh: false }]]);
  });

  it('lets go of the Observable behind a token once it has it', () => {
    const source = new Subject<string>();
    const values: AuthHeaders[] = [];
    new BearerAuth(() => source).headers().subscribe((value) => values.push(value));
    source.next('t');

    expect(values).toEqual([bearer('t')]);
    expect(source.observed).toBeFalse();
  });

  describe('when refreshing', () => {
    it('says so to the function', async () => {
      const token = jasmine.createSpy('token').and.returnValue('t');
      await firstValueFrom(refresh(new BearerAuth(token)));

      expect(token.calls.allArgs()).toEqual([[{ refresh: true }]]);
    });

    it('lets all attempts that wait share one refresh', () => {
      const sources: Subject<string>[] = [];
      const auth = new BearerAuth(() => {
        const source = new Subject<string>();
        sources.push(source);
        return source;
      });
      const values: AuthHeaders[] = [];
      const completed = jasmine.createSpy('complete');
      for (let attempt = 0; attempt < 3; attempt++) {
        refresh(auth).subscribe({ next: (value) => values.push(value), complete: completed });
      }

      expect(sources.length).toBe(1);

      sources[0]!.next('new');

      expect(values).toEqual([bearer('new'), bearer('new'), bearer('new')]);
      expect(completed).toHaveBeenCalledTimes(3);
    });

    it('shares it with an attempt that comes later, at exact times', () => {
      const scheduler = new TestScheduler((actual, expected) => {
        expect(actual).toEqual(expected);
      });
      scheduler.run(({ cold, expectObservable, expectSubscriptions }) => {
        const token = cold('10ms (t|)', { t: 'new' });
        const asked: boolean[] = [];
        const auth = new BearerAuth(({ refresh: anew }) => {
          asked.push(anew);
          return token;
        });
        expectObservable(refresh(auth)).toBe('10ms (h|)', { h: bearer('new') });
        expectObservable(refresh(auth), '6ms ^').toBe('10ms (h|)', { h: bearer('new') });
        expectSubscriptions(token.subscriptions).toBe('^ 9ms !');
      });
    });

    it('starts a new refresh once the first has ended', async () => {
      let count = 0;
      const auth = new BearerAuth(() => Promise.resolve(String(++count)));

      expect(await firstValueFrom(refresh(auth))).toEqual(bearer('1'));
      expect(await firstValueFrom(refresh(auth))).toEqual(bearer('2'));
    });

    it('fails all that wait when the refresh fails, and can refresh again afterwards', () => {
      const sources = [new Subject<string>(), new Subject<string>()];
      let next = 0;
      const auth = new BearerAuth(() => sources[next++]!);
      const failed = jasmine.createSpy('error');
      const values: AuthHeaders[] = [];
      refresh(auth).subscribe({ error: failed });
      refresh(auth).subscribe({ error: failed });
      const reason = new Error('no token');
      sources[0]!.error(reason);

      expect(failed.calls.allArgs()).toEqual([[reason], [reason]]);

      refresh(auth).subscribe((value) => values.push(value));
      sources[1]!.next('new');

      expect(values).toEqual([bearer('new')]);
    });

    it('can refresh again after a function that threw', () => {
      let fails = true;
      const auth = new BearerAuth(() => {
        if (fails) throw new Error('no token');
        return 't';
      });
      const failed = jasmine.createSpy('error');
      refresh(auth).subscribe({ error: failed });
      fails = false;
      const values: AuthHeaders[] = [];
      refresh(auth).subscribe((value) => values.push(value));

      expect(failed).toHaveBeenCalledTimes(1);
      expect(values).toEqual([bearer('t')]);
    });

    it('goes on for the others when one attempt is given up', () => {
      const source = new Subject<string>();
      const auth = new BearerAuth(() => source);
      const values: AuthHeaders[] = [];
      const first = refresh(auth).subscribe();
      refresh(auth).subscribe((value) => values.push(value));
      first.unsubscribe();
      source.next('new');

      expect(values).toEqual([bearer('new')]);
    });

    it('ends the refresh when all attempts are given up, and starts another for the next', () => {
      const sources = [new Subject<string>(), new Subject<string>()];
      let next = 0;
      const auth = new BearerAuth(() => sources[next++]!);
      const attempts = [refresh(auth).subscribe(), refresh(auth).subscribe()];
      for (const attempt of attempts) attempt.unsubscribe();

      expect(sources[0]!.observed).toBeFalse();

      refresh(auth).subscribe();

      expect(sources[1]!.observed).toBeTrue();
    });

    it('does not hold up the tokens of other attempts', async () => {
      const auth = new BearerAuth(({ refresh: anew }) => (anew ? NEVER : 'old'));
      const waiting = refresh(auth).subscribe();

      expect(await firstValueFrom(auth.headers())).toEqual(bearer('old'));
      waiting.unsubscribe();
    });

    it('shares nothing with another strategy', () => {
      const token = jasmine.createSpy('token').and.returnValue(NEVER);
      const subscriptions = [new BearerAuth(token), new BearerAuth(token)].map((auth) =>
        refresh(auth).subscribe(),
      );

      expect(token).toHaveBeenCalledTimes(2);
      for (const subscription of subscriptions) subscription.unsubscribe();
    });
  });

  it('passes on the failure of the function as an error of the stream', () => {
    for (const token of [
      (): TokenInput => throwError(() => new Error('x')),
      (): TokenInput => {
        throw new Error('x');
      },
    ]) {
      const failed = jasmine.createSpy('error');
      new BearerAuth(token).headers().subscribe({ error: failed });

      expect(failed).toHaveBeenCalledTimes(1);
    }
  });

  for (const token of ['', ' ', 'canary\r\nx: y', 'canary€']) {
    it(`refuses the fixed token ${JSON.stringify(token)} at once, without quoting it`, () => {
      expect(() => new BearerAuth(token)).toThrowMatching(
        (error: unknown) => error instanceof ConfigurationError && !error.message.includes('canary'),
      );
    });
  }

  it('never sends a header without a token in it', async () => {
    for (const token of [undefined, null, '', ' ']) {
      const headers = firstValueFrom(new BearerAuth(() => Promise.resolve(token!)).headers());
      await expectAsync(headers).withContext(String(token)).toBeRejected();
    }
  });

  for (const [story, auth] of [
    ['a fixed token', new BearerAuth('token-canary')],
    ['a function', new BearerAuth(() => 'token-canary')],
  ] as const) {
    it(`shows nothing of ${story} to JSON, text or enumeration`, () => {
      expect(JSON.stringify(auth)).toBe('{}');
      expect(Object.prototype.toString.call(auth)).toBe('[object Object]');
      expect(Object.keys(auth)).toEqual([]);
      expect(JSON.stringify(Object.getOwnPropertyDescriptors(auth))).not.toContain('canary');
      expect(Object.assign({}, auth) as object).toEqual({});
    });
  }
});
