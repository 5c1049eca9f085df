import type { AxiosResponse } from 'axios';
import { concat, defer, ignoreElements, merge, NEVER, of, repeat, retry, throwError, timeout } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { aRequest } from '../../spec/a-request';
import { failureOf } from '../../spec/failure-of';
import { apiErrorForStatus } from '../errors/api-error-for-status';
import { ClientClosedError } from '../errors/client-error';
import { RequestExpiredError, ResendRefusedError, UnknownOutcomeError } from '../errors/delivery-errors';
import { NetworkError } from '../errors/request-error';
import { Delivery } from '../http/delivery';
import { chain, type RequestHandler, type RequestInterceptor } from '../http/request-handler';
import { keepDelivery, sendOnce, tellOutcome } from './send-once';

const reset = new NetworkError({ method: 'POST', route: '/x' }, { code: 'ECONNRESET' });
const refused = new NetworkError({ method: 'POST', route: '/x' }, { code: 'ECONNREFUSED' });
const answer = { status: 202 } as AxiosResponse;

describe('a request with a delivery', () => {
  let once: Delivery;
  let sent: number;
  /** Ends each time it is sent as told, the last one for all others too. */
  const server =
    (...ends: (Error | 'answer' | 'never')[]): RequestHandler =>
    () =>
      defer(() => {
        const end = ends[Math.min(sent++, ends.length - 1)];
        if (end === 'never') return NEVER;
        return end instanceof Error ? throwError(() => end) : of(answer);
      });
  const send = (handler: RequestHandler, ...between: RequestInterceptor[]): ReturnType<RequestHandler> =>
    chain([tellOutcome, ...between, sendOnce], handler)(aRequest({ method: 'POST', once }));
  const again: RequestInterceptor = (request, next) => next(request).pipe(retry(3));

  beforeEach(() => {
    once = new Delivery();
    sent = 0;
  });

  it('is sent once when an interceptor would send it again, and its outcome is unknown', async () => {
    const error = await failureOf(send(server(reset), again));
    expect(error).toBeInstanceOf(UnknownOutcomeError);
    expect([sent, once.mayHaveArrived]).toEqual([1, true]);
  });

  it('keeps what ended it when nobody wanted to send it again', async () => {
    const error = (await failureOf(send(server(reset)))) as UnknownOutcomeError;
    expect(error.cause).toBe(reset);
    expect(JSON.parse(JSON.stringify(error))).toEqual(
      jasmine.objectContaining({ reason: 'NetworkError', code: 'ECONNRESET' }),
    );
  });

  it('keeps an unknown outcome as it is, and is not sent again', async () => {
    const unknown = new UnknownOutcomeError(
      { method: 'POST', route: '/x' },
      apiErrorForStatus({ status: 429, receivedStatus: 200 }),
    );
    expect(await failureOf(send(server(unknown), again))).toBeInstanceOf(UnknownOutcomeError);
    expect(await failureOf(send(server(unknown)))).toBeInstanceOf(ResendRefusedError);
    once = new Delivery();
    expect(await failureOf(send(server(unknown)))).toBe(unknown);
    expect([sent, once.mayHaveArrived]).toEqual([2, true]);
  });

  it('is sent again while the server surely did not take it', () => {
    send(server(refused, apiErrorForStatus({ status: 429 }), 'answer'), again).subscribe();
    expect(sent).toBe(3);
  });

  it('is not sent again behind an answer', async () => {
    const twice: RequestInterceptor = (request, next) => next(request).pipe(repeat(2));
    expect(await failureOf(send(server('answer'), twice))).toBeInstanceOf(UnknownOutcomeError);
    expect(sent).toBe(1);
  });

  it('is not sent again when an interceptor loses patience with it', () => {
    const impatient: RequestInterceptor = (request, next) => next(request).pipe(timeout(10), retry(2));
    let error: unknown;
    new TestScheduler(() => undefined).run(({ flush }) => {
      send(server('never'), impatient).subscribe({ error: (reason: unknown) => (error = reason) });
      flush();
    });
    expect(error).toBeInstanceOf(UnknownOutcomeError);
    expect(sent).toBe(1);
  });

  for (const [story, end, expected] of [
    ['an answer', 'answer', ResendRefusedError],
    ['an unknown outcome', reset, ResendRefusedError],
    ['a refusal', apiErrorForStatus({ status: 400 }), undefined],
  ] as const) {
    it(`${expected ? 'refuses' : 'allows'} a second subscription after ${story}`, async () => {
      const source = send(server(end, 'answer'));
      source.subscribe({ error: () => undefined });
      if (expected) expect(await failureOf(source)).toBeInstanceOf(expected);
      else source.subscribe();
      expect(sent).toBe(expected ? 1 : 2);
    });
  }

  it('tells the error as it is when nothing was sent', async () => {
    const closed = new ClientClosedError();
    const error = await failureOf(send(server('answer'), () => throwError(() => closed)));
    expect(error).toBe(closed);
    expect([sent, once.mayHaveArrived]).toEqual([0, false]);
  });

  it('tells that the outcome is unknown when the client is closed under way', async () => {
    const closing: RequestInterceptor = (request, next) =>
      merge(
        next(request),
        throwError(() => new ClientClosedError()),
      );
    expect(await failureOf(send(server('never'), closing))).toBeInstanceOf(UnknownOutcomeError);
  });

  it('is not sent when its time is over', () => {
    const scheduler = new TestScheduler(() => undefined);
    const errors: unknown[] = [];
    scheduler.run(({ flush }) => {
      once = new Delivery(100);
      for (const wait of [99, 100]) {
        once = new Delivery(100);
        const late = send(server('answer'));
        scheduler.schedule(() => late.subscribe({ error: (reason: unknown) => errors.push(reason) }), wait);
      }
      flush();
    });
    expect(sent).toBe(1);
    expect(errors).toEqual([jasmine.any(RequestExpiredError)]);
  });

  describe('and interceptors that make requests of their own', () => {
    const forgetful: RequestInterceptor = ({ once: _once, ...rest }, next) => next(rest);

    it('keeps it', async () => {
      expect(await failureOf(send(server(reset), again, keepDelivery(forgetful)))).toBeInstanceOf(
        UnknownOutcomeError,
      );
      expect(sent).toBe(1);
    });

    it('does not take a read for the write', () => {
      const reading: RequestInterceptor = (request, next) =>
        concat(next({ ...request, method: 'GET', once: undefined }).pipe(ignoreElements()), next(request));
      send(server('answer'), keepDelivery(reading)).subscribe();
      expect(sent).toBe(2);
    });
  });

  it('without one is passed on as it is', async () => {
    const source = chain([tellOutcome, again, sendOnce], server(reset))(aRequest({ method: 'POST' }));
    expect(await failureOf(source)).toBe(reset);
    expect(sent).toBe(4);
  });
});
