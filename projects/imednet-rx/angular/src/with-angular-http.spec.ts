import {
  HttpBackend,
  HttpClient,
  HttpErrorResponse,
  HttpEventType,
  HttpHeaderResponse,
  type HttpInterceptorFn,
  type HttpRequest,
  HttpResponse,
  HttpXhrBackend,
  provideHttpClient,
  withFetch,
  withInterceptors as withHttpInterceptors,
} from '@angular/common/http';
import {
  HttpTestingController,
  provideHttpClientTesting,
  type TestRequest,
} from '@angular/common/http/testing';
import { BrowserPlatformLocation, DOCUMENT, PlatformLocation } from '@angular/common';
import type { EnvironmentProviders } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import {
  ConfigurationError,
  Imednet,
  ImednetClient,
  InvalidArgumentError,
  NetworkError,
  NotFoundError,
  RequestAbortedError,
  type RequestError,
  ResponseTooLargeError,
  SameOriginAuth,
  ServerError,
} from 'imednet-rx';
import { EMPTY, lastValueFrom, of, throwError, toArray } from 'rxjs';
import { failureOf } from '../../spec/failure-of';
import { type AngularHttpOptions, provideImednet, withAngularHttp } from './public-api';

const CANARY = 'patient-4711';

describe('withAngularHttp', () => {
  function provided(
    options: AngularHttpOptions = {},
    http: EnvironmentProviders = provideHttpClient(),
  ): void {
    TestBed.configureTestingModule({
      providers: [
        http,
        provideHttpClientTesting(),
        // The address of the page, by which Angular tells its own origin; TestBed puts a mock in its place.
        { provide: PlatformLocation, useClass: BrowserPlatformLocation },
        provideImednet({ auth: new SameOriginAuth(), retries: 0 }, withAngularHttp(options)),
      ],
    });
  }

  /** Of those that are left alone, what comes at the end of a spec is of no interest. */
  const ignore = { error: () => undefined };
  const client = (): ImednetClient => TestBed.inject(ImednetClient);

  /** The one request under way, as Angular got it. */
  const sent = (): TestRequest => TestBed.inject(HttpTestingController).expectOne(() => true);

  it('lets HttpTestingController answer a list', async () => {
    provided();
    const studies = lastValueFrom(TestBed.inject(Imednet).studies.list().pipe(toArray()));
    const pagination = { currentPage: 0, size: 100, totalPages: 1, totalElements: 1 };
    sent().flush({ metadata: {}, pagination, data: [{ studyKey: 'DEMO' }] });
    expect((await studies).map(({ studyKey }) => studyKey)).toEqual(['DEMO']);
  });

  it('sends the query, the headers and the body as they are', () => {
    provided();
    client().get('/x', { filter: 'a=="b c"', page: 0 }).subscribe(ignore);
    const { request } = sent();
    expect(request.urlWithParams).toBe(`${location.origin}/x?filter=a%3D%3D%22b+c%22&page=0`);
    expect([request.method, request.responseType, request.headers.get('accept')]).toEqual([
      ...['GET', 'text', 'application/json'],
    ]);
    client()
      .post('/y', [{ formKey: 'AE' }])
      .subscribe(ignore);
    expect(sent().request.body).toBe('[{"formKey":"AE"}]');
  });

  it('passes through the interceptors of the application, what they parse included', async () => {
    const seen: string[] = [];
    const parse: HttpInterceptorFn = (request, next) => {
      seen.push(request.method);
      return next(request);
    };
    const answer: HttpInterceptorFn = () => of(new HttpResponse({ status: 200, body: { parsed: true } }));
    provided({}, provideHttpClient(withHttpInterceptors([parse, answer])));
    const { data } = await lastValueFrom(client().get('/x'));
    expect([seen, data]).toEqual([['GET'], { parsed: true }]);
  });

  it('sends the XSRF token of the application with a write', () => {
    provided();
    TestBed.inject(DOCUMENT).cookie = 'XSRF-TOKEN=token-1';
    client().post('/x', {}).subscribe(ignore);
    TestBed.inject(DOCUMENT).cookie = 'XSRF-TOKEN=; max-age=0';
    expect(sent().request.headers.get('X-XSRF-TOKEN')).toBe('token-1');
  });

  it('turns an error status into the error of that status, with its own words', async () => {
    provided();
    const failure = failureOf(client().get('/x'));
    sent().flush(
      { metadata: { error: { code: '1000', description: 'told' } } },
      { status: 404, statusText: 'Not Found' },
    );
    const error = (await failure) as NotFoundError;
    expect(error).toBeInstanceOf(NotFoundError);
    expect([error.code, error.description]).toEqual(['1000', 'told']);
  });

  it('obeys Retry-After', async () => {
    provided();
    const failure = failureOf(client().get('/x'));
    sent().flush('', { status: 429, statusText: '', headers: { 'Retry-After': '120' } });
    expect(await failure).toEqual(jasmine.objectContaining({ retryAfter: 120_000 }));
  });

  it('takes an empty answer', async () => {
    provided();
    const answer = lastValueFrom(client().get('/x'));
    sent().flush(null, { status: 204, statusText: 'No Content' });
    expect((await answer).status).toBe(204);
  });

  for (const status of [0, 200, 503]) {
    it(`takes a broken connection for none of its answers, with status ${status}`, async () => {
      provided();
      const failure = failureOf(client().get('/x', { filter: CANARY }));
      sent().error(new ProgressEvent('error'), { status, statusText: CANARY });
      const error = (await failure) as RequestError;
      expect(error).toBeInstanceOf(NetworkError);
      expect(JSON.stringify(error) + String(error) + String(error.cause)).not.toContain(CANARY);
    });
  }

  const broken: readonly (readonly [string, HttpInterceptorFn, new (...args: never[]) => Error])[] = [
    ['its error', () => throwError(() => new Error(CANARY)), NetworkError],
    ['no error at all', () => throwError(() => CANARY), NetworkError],
    ['a typed error', () => throwError(() => new InvalidArgumentError('no')), InvalidArgumentError],
    ['an end without an answer', () => EMPTY, NetworkError],
    ['a body that is no JSON value', () => of(new HttpResponse({ body: { number: 1n } })), NetworkError],
  ];
  for (const [story, interceptor, Expected] of broken) {
    it(`ends with an error when an interceptor of the application gives ${story}`, async () => {
      provided({}, provideHttpClient(withHttpInterceptors([interceptor])));
      const error = await failureOf(client().get('/x'));
      expect(error).toBeInstanceOf(Expected);
      expect(String(error) + JSON.stringify(error) + String((error as Error).cause)).not.toContain(CANARY);
    });
  }

  it('cancels when the subscriber leaves', () => {
    provided();
    const subscription = client().get('/x').subscribe(ignore);
    const request = sent();
    subscription.unsubscribe();
    expect(request.cancelled).toBeTrue();
  });

  it('sends nothing when the signal is aborted already', async () => {
    provided();
    const failure = failureOf(client().get('/x', {}, { signal: AbortSignal.abort() }));
    expect(await failure).toBeInstanceOf(RequestAbortedError);
    TestBed.inject(HttpTestingController).expectNone(() => true);
  });

  it('retries as ever, with a request of its own each time', async () => {
    const seen: string[] = [];
    const unavailable: HttpInterceptorFn = ({ method }) => {
      seen.push(method);
      return throwError(() => new HttpErrorResponse({ status: 503 }));
    };
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withHttpInterceptors([unavailable])),
        provideImednet({ auth: new SameOriginAuth(), retries: 2, backoffFactor: 0 }, withAngularHttp()),
      ],
    });
    expect(await failureOf(client().get('/x'))).toBeInstanceOf(ServerError);
    expect(await failureOf(client().post('/x', {}))).toBeInstanceOf(ServerError);
    expect(seen).toEqual(['GET', 'GET', 'GET', 'POST']);
  });

  describe('keeps patients’ data out of the page that a server renders', () => {
    const cases: readonly (readonly [string, AngularHttpOptions, unknown, unknown])[] = [
      ['unless it is asked for', {}, false, false],
      ['but puts reads into it when asked', { transferCache: true }, true, false],
      [
        'but puts reads into it when asked, with headers',
        { transferCache: { includeHeaders: ['date'] } },
        { includeHeaders: ['date'] },
        false,
      ],
    ];
    for (const [story, options, read, write] of cases) {
      it(story, () => {
        provided(options);
        client().get('/x').subscribe(ignore);
        expect(sent().request.transferCache).toEqual(read as boolean);
        client().post('/x', {}).subscribe(ignore);
        expect(sent().request.transferCache).toBe(write as boolean);
      });
    }
  });

  it('refuses redirects over fetch, and does not ask XMLHttpRequest for it, of which Angular would warn', () => {
    const requests: HttpRequest<unknown>[] = [];
    for (const feature of [[withFetch()], []]) {
      TestBed.resetTestingModule();
      TestBed.configureTestingModule({
        providers: [
          provideHttpClient(
            ...feature,
            withHttpInterceptors([
              (request) => {
                requests.push(request);
                return EMPTY;
              },
            ]),
          ),
          provideImednet({ auth: new SameOriginAuth() }, withAngularHttp()),
        ],
      });
      client().get('/x').subscribe(ignore);
    }
    expect(TestBed.inject(HttpBackend)).toBeInstanceOf(HttpXhrBackend);
    expect(requests.map(({ redirect }) => redirect as string | undefined)).toEqual(['manual', undefined]);
  });

  const caches: readonly (readonly [string, AngularHttpOptions, cache: string, header: string])[] = [
    ['by default', {}, 'no-store', 'no-cache, no-store'],
    // Angular's own cache leaves requests alone that say `no-store`.
    ['with Angular’s own cache', { transferCache: true }, 'reload', 'max-age=0'],
  ];
  for (const [story, options, cache, header] of caches) {
    it(`bypasses the browser’s cache for reads ${story}`, () => {
      const requests: HttpRequest<unknown>[] = [];
      const record: HttpInterceptorFn = (request) => {
        requests.push(request);
        return EMPTY;
      };
      for (const feature of [[withFetch()], []]) {
        TestBed.resetTestingModule();
        TestBed.configureTestingModule({
          providers: [
            provideHttpClient(...feature, withHttpInterceptors([record])),
            provideImednet({ auth: new SameOriginAuth() }, withAngularHttp(options)),
          ],
        });
        client().get('/x').subscribe(ignore);
        client().post('/x', {}).subscribe(ignore);
      }
      const told = requests.map(
        (request) => [request.cache, request.headers.get('cache-control')] as unknown,
      );
      expect(told).toEqual([
        [cache, null],
        [cache, null],
        [undefined, header],
        [undefined, null],
      ]);
    });
  }

  it('stops reading what is larger than `maxResponseBytes`, with the error of its status', async () => {
    for (const [status, Expected] of [
      [200, ResponseTooLargeError],
      [503, ServerError],
    ] as const) {
      TestBed.resetTestingModule();
      TestBed.configureTestingModule({
        providers: [
          provideHttpClient(),
          provideHttpClientTesting(),
          provideImednet({ auth: new SameOriginAuth(), retries: 0, maxResponseBytes: 10 }, withAngularHttp()),
        ],
      });
      const failure = failureOf(client().get('/x'));
      const request = sent();
      request.event(new HttpHeaderResponse({ status }));
      request.event({ type: HttpEventType.DownloadProgress, loaded: 10 });
      expect(request.cancelled).toBeFalse();
      request.event({ type: HttpEventType.DownloadProgress, loaded: 11 });
      expect(request.cancelled).toBeTrue();
      expect(await failure).toBeInstanceOf(Expected);
    }
  });

  it('is refused beside another adapter', () => {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideImednet({ auth: new SameOriginAuth(), adapter: 'fetch' }, withAngularHttp()),
      ],
    });
    expect(() => TestBed.inject(Imednet)).toThrowError(ConfigurationError, /adapter/);
    expect(() => provideImednet({}, withAngularHttp(), withAngularHttp())).toThrowError(ConfigurationError);
    expect(TestBed.inject(HttpClient)).toBeTruthy();
  });
});
