import type { AxiosResponse } from 'axios';
import { concat, defer, EMPTY, finalize, lastValueFrom, of } from 'rxjs';
import { aRequest } from '../../spec/a-request';
import type { ImednetRequest } from './imednet-request';
import { chain, type RequestHandler, type RequestInterceptor } from './request-handler';

const request = aRequest();
const response = { status: 200, data: 'body' } as AxiosResponse;

describe('chain', () => {
  it('is the handler itself without interceptors', () => {
    const handler: RequestHandler = () => of(response);

    expect(chain([], handler)).toBe(handler);
  });

  it('runs interceptors outermost first, and leaves them in the reverse order', async () => {
    const log: string[] = [];
    const step =
      (name: string): RequestInterceptor =>
      (current, next) =>
        defer(() => {
          log.push(`${name} in`);
          return concat(
            next(current),
            defer(() => {
              log.push(`${name} out`);
              return EMPTY;
            }),
          );
        });
    const handle = chain([step('a'), step('b'), step('c')], () => {
      log.push('handler');
      return of(response);
    });

    expect(await lastValueFrom(handle(request))).toBe(response);
    expect(log).toEqual(['a in', 'b in', 'c in', 'handler', 'c out', 'b out', 'a out']);
  });

  it("hands each interceptor the former one's request, and leaves the original as it was", async () => {
    const add =
      (name: string): RequestInterceptor =>
      (current, next) =>
        next({
          ...current,
          headers: { ...current.headers, [name]: String(Object.keys(current.headers).length) },
        });
    const seen: ImednetRequest[] = [];
    const handle = chain([add('a'), add('b')], (current) => {
      seen.push(current);
      return of(response);
    });
    await lastValueFrom(handle(request));

    expect(seen.map(({ headers }) => headers)).toEqual([{ a: '0', b: '1' }]);
    expect(request.headers).toEqual({});
  });

  it('lets an interceptor answer by itself, without anything being sent', async () => {
    const handler = jasmine.createSpy('handler');
    const handle = chain([() => of(response)], handler);

    expect(await lastValueFrom(handle(request))).toBe(response);
    expect(handler).not.toHaveBeenCalled();
  });

  it('lets an interceptor send more than once', () => {
    const handler = jasmine.createSpy('handler').and.returnValue(of(response));
    const seen: unknown[] = [];
    chain(
      [(current, next) => concat(next(current), next(current))],
      handler,
    )(request).subscribe((value) => seen.push(value));

    expect(handler).toHaveBeenCalledTimes(2);
    expect(seen).toEqual([response, response]);
  });

  it('can be used for several requests, each with its own teardown', () => {
    const ended: string[] = [];
    const handle = chain(
      [(current, next) => next(current).pipe(finalize(() => ended.push(current.url)))],
      () => of(response),
    );
    handle({ ...request, url: 'https://api.test/1' }).subscribe();
    handle({ ...request, url: 'https://api.test/2' }).subscribe();

    expect(ended).toEqual(['https://api.test/1', 'https://api.test/2']);
  });
});
