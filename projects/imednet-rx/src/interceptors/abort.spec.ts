import type { AxiosResponse } from 'axios';
import { NEVER, type Observable, of, Subject, type Subscription, throwError } from 'rxjs';
import { aRequest } from '../../spec/a-request';
import { RequestAbortedError } from '../errors/client-error';
import { AbortNotifiers } from '../http/abort-notifiers';
import { abortOn } from './abort';

const request = aRequest();
const response = { status: 200 } as AxiosResponse;
const aborts = new AbortNotifiers();
const reason = (): RequestAbortedError => new RequestAbortedError();

/** Counts the abort listeners that are registered on a signal. */
function watch(signal: AbortSignal): () => number {
  const listeners = new Set<unknown>();
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (...args: Parameters<typeof addEventListener>): void => {
    listeners.add(args[1]);
    addEventListener.apply(signal, args);
  };
  signal.removeEventListener = (...args: Parameters<typeof removeEventListener>): void => {
    listeners.delete(args[1]);
    removeEventListener.apply(signal, args);
  };
  return () => listeners.size;
}

describe('abortOn', () => {
  let controller: AbortController;
  let log: string[];

  const run = (source: Observable<AxiosResponse>): Observable<AxiosResponse> =>
    abortOn(aborts.of(controller.signal), reason)(request, () => source);
  const subscribe = (source: Observable<AxiosResponse>): Subscription =>
    run(source).subscribe({
      next: () => log.push('next'),
      error: (error: unknown) => log.push(error instanceof Error ? error.name : String(error)),
      complete: () => log.push('complete'),
    });

  beforeEach(() => {
    controller = new AbortController();
    log = [];
  });

  it('passes on the answer while the signal is silent', () => {
    subscribe(of(response));

    expect(log).toEqual(['next', 'complete']);
  });

  it('passes on an error while the signal is silent', () => {
    subscribe(throwError(() => new TypeError('x')));

    expect(log).toEqual(['TypeError']);
  });

  it('sends nothing when the signal has aborted before', () => {
    controller.abort();
    const next = jasmine.createSpy('next').and.returnValue(of(response));
    abortOn(aborts.of(controller.signal), reason)(request, next).subscribe({
      error: (error: unknown) => log.push((error as Error).name),
    });

    expect(log).toEqual(['RequestAbortedError']);
    expect(next).not.toHaveBeenCalled();
  });

  it('looks at the signal when it is subscribed, not when it is built', () => {
    const source = run(of(response));
    controller.abort();
    source.subscribe({ error: (error: unknown) => log.push((error as Error).name) });

    expect(log).toEqual(['RequestAbortedError']);
  });

  it('errors and tears down the request under way when the signal aborts', () => {
    const answer = new Subject<AxiosResponse>();
    subscribe(answer);

    expect(answer.observed).toBeTrue();
    controller.abort();

    expect(log).toEqual(['RequestAbortedError']);
    expect(answer.observed).toBeFalse();

    answer.next(response);

    expect(log).toEqual(['RequestAbortedError']);
  });

  it("never shows the signal's own reason, which may hold anything", () => {
    let error: unknown;
    run(NEVER).subscribe({ error: (value: unknown) => (error = value) });
    controller.abort(new Error('CANARY'));

    expect(error).toBeInstanceOf(RequestAbortedError);
    expect(`${String(error)}${JSON.stringify(error)}${String((error as Error).cause)}`).not.toContain(
      'CANARY',
    );
  });

  it('ends all calls that obey the signal', () => {
    for (let call = 0; call < 3; call++) subscribe(NEVER);
    controller.abort();

    expect(log).toEqual(['RequestAbortedError', 'RequestAbortedError', 'RequestAbortedError']);
  });

  it('says nothing to one who has unsubscribed', () => {
    subscribe(NEVER).unsubscribe();
    controller.abort();

    expect(log).toEqual([]);
  });

  it('says nothing behind the answer', () => {
    subscribe(of(response));
    controller.abort();

    expect(log).toEqual(['next', 'complete']);
  });

  const endings: readonly (readonly [string, (answer: Subject<AxiosResponse>, end: () => void) => void])[] = [
    ['the answer', (answer) => answer.complete()],
    ['an error', (answer) => answer.error(new Error('x'))],
    ['unsubscribing', (_, end) => end()],
    ['the abort', () => controller.abort()],
  ];
  for (const [story, end] of endings) {
    it(`leaves no listener behind ${story}`, () => {
      const count = watch(controller.signal);
      const answer = new Subject<AxiosResponse>();
      const subscription = subscribe(answer);

      expect(count()).toBe(1);
      end(answer, () => subscription.unsubscribe());

      expect(count()).toBe(0);
      expect(answer.observed).toBeFalse();
    });
  }

  it('leaves no listener behind an answer that comes at once, nor behind a request that throws', () => {
    const count = watch(controller.signal);
    subscribe(of(response));

    expect(count()).toBe(0);

    abortOn(aborts.of(controller.signal), reason)(request, () => {
      throw new TypeError('x');
    }).subscribe({ error: (error: unknown) => log.push((error as Error).name) });

    expect(log).toEqual(['next', 'complete', 'TypeError']);
    expect(count()).toBe(0);
  });

  it('leaves no listener where the signal had aborted before', () => {
    const count = watch(controller.signal);
    controller.abort();
    subscribe(NEVER);

    expect(count()).toBe(0);
  });

  it('can be aborted by the answer itself', () => {
    const answer = new Subject<AxiosResponse>();
    run(answer).subscribe({
      next: () => {
        log.push('next');
        controller.abort();
      },
      error: (error: unknown) => log.push((error as Error).name),
      complete: () => log.push('complete'),
    });
    answer.next(response);
    answer.complete();

    expect(log).toEqual(['next', 'RequestAbortedError']);
  });

  it('keeps one listener on a signal that many calls share', () => {
    const listeners = watch(controller.signal);
    const calls = Array.from({ length: 100 }, () => subscribe(NEVER));
    expect(listeners()).toBe(1);

    controller.abort();

    expect(log).toEqual(Array(100).fill('RequestAbortedError'));
    expect(calls.every(({ closed }) => closed)).toBeTrue();
    expect(listeners()).toBe(0);
  });
});
