import { EnvironmentInjector, inject, InjectionToken } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { INVALID_SPAN_CONTEXT, propagation, trace, type Tracer } from '@opentelemetry/api';
import {
  type AuthStrategy,
  ConfigurationError,
  Context,
  Imednet,
  ImednetClient,
  type ImednetConfig,
  type RequestInterceptor,
  type RetryPolicy,
} from 'imednet-rx';
import { concat, lastValueFrom, type Observable, tap } from 'rxjs';
import type { ImednetFeature } from './imednet-feature';
import {
  provideImednet,
  withAuth,
  withContext,
  withFlowControl,
  withInterceptors,
  withJsonLogging,
  withRetryPolicy,
  withTracing,
} from './public-api';

type Adapter = Extract<ImednetConfig['adapter'], (...args: never[]) => unknown>;

const TENANT = new InjectionToken<string>('TENANT');
const KEYS = { apiKey: 'key', securityKey: 'security-key' };
const auth: AuthStrategy = { headers: () => ({ 'x-own': 'secret' }) };
const retryAll: RetryPolicy = { shouldRetry: () => true, delay: () => 0 };

describe('a feature of provideImednet', () => {
  let sent: Parameters<Adapter>[0][];
  let statuses: number[];

  const adapter: Adapter = (request) => {
    sent.push(request);
    const status = statuses.shift() ?? 200;
    return Promise.resolve({ data: '{}', status, statusText: '', headers: {}, config: request });
  };
  const base: ImednetConfig = { baseUrl: 'https://edc.test', adapter };

  function provided(config: ImednetConfig, ...features: ImednetFeature[]): void {
    TestBed.configureTestingModule({
      providers: [{ provide: TENANT, useValue: 'emea' }, provideImednet({ ...base, ...config }, ...features)],
    });
  }

  const call = (): Observable<unknown> => TestBed.inject(ImednetClient).get('/x');

  beforeEach(() => {
    sent = [];
    statuses = [];
  });

  it('gives the credentials', async () => {
    provided({}, withAuth(auth));
    await lastValueFrom(call());
    expect(sent[0]?.headers.get('x-own')).toBe('secret');
  });

  it('gives the credentials by a function, which may inject and runs once', async () => {
    const factory = jasmine.createSpy('factory').and.callFake(() => {
      const tenant = inject(TENANT);
      return { headers: () => ({ 'x-tenant': tenant }) };
    });
    provided({}, withAuth(factory));
    await lastValueFrom(concat(call(), call()));
    expect(sent.map(({ headers }) => headers.get('x-tenant'))).toEqual(['emea', 'emea']);
    expect(factory).toHaveBeenCalledTimes(1);
  });

  it('decides what is sent again', async () => {
    statuses = [404, 404];
    provided(
      KEYS,
      withRetryPolicy(() => retryAll),
    );
    await lastValueFrom(call());
    expect(sent.length).toBe(3);
  });

  it('runs own steps once a call and once an attempt, where they can inject', async () => {
    statuses = [503];
    const seen: string[] = [];
    const step =
      (name: string): RequestInterceptor =>
      (request, next) => {
        seen.push(`${name} ${inject(TENANT)} ${request.attempt}`);
        return next(request).pipe(tap(({ status }) => seen.push(`${name} ${status}`)));
      };
    provided(
      { ...KEYS, backoffFactor: 0 },
      withInterceptors({ perCall: [step('outer'), step('inner')], perAttempt: [step('attempt')] }),
    );
    await lastValueFrom(call());
    expect(seen).toEqual([
      ...['outer emea 1', 'inner emea 1', 'attempt emea 1', 'attempt emea 2'],
      ...['attempt 200', 'inner 200', 'outer 200'],
    ]);
  });

  it('shows no credentials to own steps', async () => {
    const seen: string[] = [];
    const look: RequestInterceptor = (request, next) => {
      seen.push(JSON.stringify(request));
      return next(request);
    };
    provided({}, withAuth(auth), withInterceptors({ perCall: [look], perAttempt: [look] }));
    await lastValueFrom(call());
    expect(seen.length).toBe(2);
    expect(seen.join()).not.toContain('secret');
  });

  it('writes JSON lines for this instance', async () => {
    statuses = [503];
    const lines: string[] = [];
    provided(
      { ...KEYS, backoffFactor: 0 },
      withJsonLogging({ write: (line) => lines.push(line), namespace: 'emea' }),
    );
    await lastValueFrom(call());
    const told = lines.map((line) => JSON.parse(line) as { message: string; context: { namespace: string } });
    expect(told.map(({ message, context }) => [message, context.namespace])).toEqual([
      ['request failed', 'emea'],
      ['request is sent again', 'emea'],
    ]);
  });

  it('makes spans with a tracer of its own, and tells servers of them', async () => {
    const names: string[] = [];
    const tracer = {
      startSpan: (name: string) => {
        names.push(name);
        return trace.wrapSpanContext(INVALID_SPAN_CONTEXT);
      },
    } as unknown as Tracer;
    propagation.setGlobalPropagator({
      inject: (_, carrier, setter) => {
        setter.set(carrier, 'traceparent', 'told');
      },
      extract: (context) => context,
      fields: () => [],
    });
    provided(
      KEYS,
      withTracing(() => ({ tracer, propagateTraceTo: ['https://edc.test'] })),
    );
    await lastValueFrom(call());
    propagation.disable();
    expect(names).toEqual(['GET /{segment}']);
    expect(sent[0]?.headers.get('traceparent')).toBe('told');
  });

  it('limits how hard a server is pressed', () => {
    provided(
      KEYS,
      withFlowControl(() => ({ concurrency: 1 })),
    );
    const calls = [call().subscribe(), call().subscribe()];
    expect(sent.length).toBe(1);
    calls.forEach((subscription) => {
      subscription.unsubscribe();
    });
  });

  it('sets the study to begin with', () => {
    provided(KEYS, withContext('DEMO'));
    expect(TestBed.inject(Context).defaultStudyKey).toBe('DEMO');
  });

  it('lets instances share a context', () => {
    const shared = new Context('DEMO');
    provided(
      KEYS,
      withContext(() => shared),
    );
    expect(TestBed.inject(Context)).toBe(shared);
    expect(TestBed.inject(Imednet).context).toBe(shared);
  });

  describe('that is given twice', () => {
    const pairs: readonly (readonly [string, () => ImednetFeature])[] = [
      ['withAuth', () => withAuth(auth)],
      ['withRetryPolicy', () => withRetryPolicy(retryAll)],
      ['withInterceptors', () => withInterceptors({})],
      ['withJsonLogging', () => withJsonLogging()],
      ['withTracing', () => withTracing({})],
      ['withContext', () => withContext('DEMO')],
      ['withFlowControl', () => withFlowControl({})],
    ];
    for (const [name, feature] of pairs) {
      it(`is refused at once: ${name}`, () => {
        expect(() => provideImednet(base, feature(), feature())).toThrowMatching(
          (error: unknown) =>
            error instanceof ConfigurationError && error.message.includes(`${name}() is given twice`),
        );
      });
    }
  });

  describe('that contradicts the configuration', () => {
    const logger = { isEnabled: () => false, log: () => undefined };
    const contradictions: readonly (readonly [string, ImednetConfig, ImednetFeature])[] = [
      ['auth', { auth }, withAuth(auth)],
      ['apiKey', { apiKey: 'key' }, withAuth(auth)],
      ['securityKey', { securityKey: 'key' }, withAuth(auth)],
      ['retryPolicy', { ...KEYS, retryPolicy: retryAll }, withRetryPolicy(retryAll)],
      ['interceptors', { ...KEYS, interceptors: {} }, withInterceptors({})],
      ['logger', { ...KEYS, logger }, withJsonLogging()],
      ['redact', { ...KEYS, redact: () => true }, withTracing({ redact: () => true })],
      ['defaultStudyKey', { ...KEYS, defaultStudyKey: 'DEMO' }, withContext('DEMO')],
      ['concurrency', { ...KEYS, concurrency: 1 }, withFlowControl({ concurrency: 2 })],
    ];
    for (const [setting, config, feature] of contradictions) {
      it(`is refused at the first injection: ${feature.name} and ${setting}`, () => {
        provided(config, feature);
        TestBed.inject(EnvironmentInjector);
        expect(() => TestBed.inject(Imednet)).toThrowMatching(
          (error: unknown) =>
            error instanceof ConfigurationError &&
            error.message.includes(`${feature.name}()`) &&
            error.message.includes(`\`${setting}\``),
        );
      });
    }
  });
});
