import {
  ApplicationRef,
  createEnvironmentInjector,
  EnvironmentInjector,
  inject,
  InjectionToken,
  type ProviderToken,
} from '@angular/core';
import { TestBed } from '@angular/core/testing';
import {
  ClientClosedError,
  ConfigurationError,
  Context,
  Imednet,
  ImednetClient,
  type ImednetConfig,
} from 'imednet-rx';
import { FakeImednet, fakeImednetAdapter } from 'imednet-rx/testing';
import { firstValueFrom, lastValueFrom, NEVER, type Observable, toArray } from 'rxjs';
import { provideImednet } from './public-api';

const BASE_URL = new InjectionToken<string>('BASE_URL');

describe('provideImednet', () => {
  const config = (settings: ImednetConfig = {}): ImednetConfig => ({
    apiKey: 'key',
    securityKey: 'security-key',
    baseUrl: 'https://edc.test',
    adapter: fakeImednetAdapter(new FakeImednet({ studies: 2, records: 3 })),
    ...settings,
  });

  const failureOf = (source: Observable<unknown>): Promise<unknown> =>
    lastValueFrom(source).then(
      () => fail('the stream completed'),
      (error: unknown) => error,
    );

  it('gives one instance under each of its tokens', () => {
    TestBed.configureTestingModule({ providers: [provideImednet(config())] });

    const imednet = TestBed.inject(Imednet);

    expect(imednet).toBeInstanceOf(Imednet);
    expect(TestBed.inject(Imednet)).toBe(imednet);
    expect(TestBed.inject(ImednetClient)).toBe(imednet.client);
    expect(TestBed.inject(Context)).toBe(imednet.context);
  });

  it('gives the same instance when the client or the context is injected first', () => {
    TestBed.configureTestingModule({ providers: [provideImednet(config())] });

    const context = TestBed.inject(Context);
    const client = TestBed.inject(ImednetClient);

    expect(TestBed.inject(Imednet).context).toBe(context);
    expect(TestBed.inject(Imednet).client).toBe(client);
  });

  it('streams what the server answers', async () => {
    TestBed.configureTestingModule({ providers: [provideImednet(config({ defaultStudyKey: 'DEMO-2' }))] });

    const records = await firstValueFrom(
      TestBed.inject(Imednet).records.list({ pageSize: 2 }).pipe(toArray()),
    );

    expect(records.map(({ studyKey }) => studyKey)).toEqual(['DEMO-2', 'DEMO-2', 'DEMO-2']);
  });

  it('runs the configuration function in the injection context', () => {
    TestBed.configureTestingModule({
      providers: [
        { provide: BASE_URL, useValue: 'https://emea.test' },
        provideImednet(() => config({ baseUrl: inject(BASE_URL) })),
      ],
    });

    expect(TestBed.inject(ImednetClient).baseUrl).toBe('https://emea.test');
  });

  it('makes the instance once, when it is first injected', () => {
    const configure = jasmine.createSpy('configure').and.callFake(config);
    TestBed.configureTestingModule({ providers: [provideImednet(() => configure() as ImednetConfig)] });
    TestBed.inject(EnvironmentInjector);
    expect(configure).not.toHaveBeenCalled();

    TestBed.inject(Imednet);
    TestBed.inject(ImednetClient);
    TestBed.inject(Context);

    expect(configure).toHaveBeenCalledTimes(1);
  });

  it('says the same error at each further injection', () => {
    const configure = jasmine.createSpy('configure').and.callFake(() => ({ baseUrl: 'https://edc.test' }));
    TestBed.configureTestingModule({ providers: [provideImednet(() => configure() as ImednetConfig)] });
    const thrownBy = (token: ProviderToken<unknown>): unknown => {
      try {
        TestBed.inject(token);
      } catch (error) {
        return error;
      }
      fail('it was injected');
      return undefined;
    };

    const errors = [Imednet, Imednet, ImednetClient, Context, Imednet].map(thrownBy);

    expect(errors[0]).toBeInstanceOf(ConfigurationError);
    expect(new Set(errors).size).toBe(1);
    expect(configure).toHaveBeenCalledTimes(1);
  });

  it('counts a call as pending until its last retry is done, so that rendering on a server waits', async () => {
    let requests = 0;
    const failsOnce: ImednetConfig['adapter'] = (request) => {
      const status = ++requests === 1 ? 503 : 200;
      const answer = { data: '{"data":[]}', status, statusText: '', headers: {}, config: request };
      return Promise.resolve(answer);
    };
    TestBed.configureTestingModule({
      providers: [provideImednet(config({ adapter: failsOnce, random: () => 0 }))],
    });
    const app = TestBed.inject(ApplicationRef);
    const seen: unknown[] = [];
    await app.whenStable();

    TestBed.inject(Imednet)
      .client.get('/x')
      .subscribe(({ status }) => seen.push(status));
    await app.whenStable();

    expect([requests, seen]).toEqual([2, [200]]);
  });

  it('is stable again when the subscriber leaves', async () => {
    const silent: ImednetConfig['adapter'] = () => firstValueFrom(NEVER);
    TestBed.configureTestingModule({ providers: [provideImednet(config({ adapter: silent }))] });
    const app = TestBed.inject(ApplicationRef);

    const call = TestBed.inject(Imednet).client.get('/x').subscribe();
    const pending = await firstValueFrom(app.isStable);
    call.unsubscribe();
    await app.whenStable();

    expect(pending).toBeFalse();
  });

  for (const token of [Imednet, ImednetClient, Context]) {
    it(`refuses missing keys when ${token.name} is injected, not before`, () => {
      TestBed.configureTestingModule({ providers: [provideImednet({ baseUrl: 'https://edc.test' })] });
      TestBed.inject(EnvironmentInjector);

      expect(() => TestBed.inject<unknown>(token)).toThrowMatching(
        (error: unknown) => error instanceof ConfigurationError && /apiKey.*securityKey/.test(error.message),
      );
    });
  }

  describe('when its injector is destroyed', () => {
    it('refuses further calls', async () => {
      TestBed.configureTestingModule({ providers: [provideImednet(config())] });
      const imednet = TestBed.inject(Imednet);

      TestBed.resetTestingModule();

      expect(await failureOf(imednet.studies.list())).toBeInstanceOf(ClientClosedError);
    });

    it('ends a call that is under way, and aborts its request', async () => {
      let signal: unknown;
      const silent: ImednetConfig['adapter'] = (request) => {
        signal = request.signal;
        return firstValueFrom(NEVER);
      };
      TestBed.configureTestingModule({ providers: [provideImednet(config({ adapter: silent }))] });
      const failure = failureOf(TestBed.inject(Imednet).studies.list());
      await Promise.resolve();

      TestBed.resetTestingModule();

      expect(await failure).toBeInstanceOf(ClientClosedError);
      expect((signal as AbortSignal).aborted).toBeTrue();
    });

    it('does not mind an instance that was never made', () => {
      const configure = jasmine.createSpy('configure').and.callFake(config);
      TestBed.configureTestingModule({ providers: [provideImednet(() => configure() as ImednetConfig)] });
      TestBed.inject(EnvironmentInjector);

      expect(() => TestBed.resetTestingModule()).not.toThrow();
      expect(configure).not.toHaveBeenCalled();
    });
  });

  describe('in a child injector', () => {
    it('gives an instance with a context of its own', () => {
      TestBed.configureTestingModule({ providers: [provideImednet(config({ defaultStudyKey: 'DEMO' }))] });
      const parent = TestBed.inject(Imednet);
      const child = createEnvironmentInjector(
        [provideImednet(config({ defaultStudyKey: 'DEMO-2' }))],
        TestBed.inject(EnvironmentInjector),
      );

      child.get(Context).setDefaultStudyKey('DEMO-3');

      expect(child.get(Imednet)).not.toBe(parent);
      expect(child.get(ImednetClient)).not.toBe(parent.client);
      expect(child.get(Context)).toBe(child.get(Imednet).context);
      expect(parent.context.defaultStudyKey).toBe('DEMO');
    });

    it('closes its own instance alone', async () => {
      TestBed.configureTestingModule({ providers: [provideImednet(config())] });
      const parent = TestBed.inject(Imednet);
      const child = createEnvironmentInjector(
        [provideImednet(config())],
        TestBed.inject(EnvironmentInjector),
      );
      const own = child.get(Imednet);

      child.destroy();

      expect(await failureOf(own.studies.list())).toBeInstanceOf(ClientClosedError);
      expect(await firstValueFrom(parent.studies.list().pipe(toArray()))).toHaveSize(2);
    });

    it('gives the instance above when nothing else is provided', () => {
      TestBed.configureTestingModule({ providers: [provideImednet(config())] });
      const parent = TestBed.inject(Imednet);
      const child = createEnvironmentInjector([], TestBed.inject(EnvironmentInjector));

      expect(child.get(Imednet)).toBe(parent);

      child.destroy();
    });
  });
});
