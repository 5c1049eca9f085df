import { createEnvironmentInjector, EnvironmentInjector, type EnvironmentProviders } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Imednet, type RequestInterceptor, SameOriginAuth } from 'imednet-rx';
import {
  FakeImednet,
  ImednetTestingController,
  provideFakeImednet,
  provideImednetTesting,
} from 'imednet-rx/testing';
import { lastValueFrom, toArray } from 'rxjs';
import { injectImednet, provideImednet, provideNamedImednet, withInterceptors } from './public-api';

const auth = new SameOriginAuth();

describe('provideImednetTesting', () => {
  it('lets requests wait in the controller, behind the application’s own setup', async () => {
    const routes: string[] = [];
    const own: RequestInterceptor = (request, next) => {
      routes.push(request.route);
      return next(request);
    };
    TestBed.configureTestingModule({
      providers: [provideImednetTesting(), provideImednet({ auth }, withInterceptors({ perCall: [own] }))],
    });
    const controller = TestBed.inject(ImednetTestingController);
    const studies = lastValueFrom(TestBed.inject(Imednet).studies.list().pipe(toArray()));
    await controller.expectOne('/studies').flushItems([{ studyKey: 'DEMO' }]);
    expect((await studies).length).toBe(1);
    expect(routes).toEqual(['/api/v1/edc/studies']);
    controller.verify();
  });

  it('finds requests by the path below the API, whatever stands before it, and tells servers apart', () => {
    TestBed.configureTestingModule({
      providers: [
        provideNamedImednet('emea', { auth, baseUrl: '/emea' }),
        provideNamedImednet('us', { auth, baseUrl: 'https://us.test' }),
        provideNamedImednet('asia', { auth, baseUrl: 'https://asia.test' }),
        provideImednetTesting(),
      ],
    });
    const calls = ['emea', 'us', 'asia'].map((name) =>
      TestBed.runInInjectionContext(() => injectImednet(name))
        .studies.list()
        .subscribe(),
    );
    const controller = TestBed.inject(ImednetTestingController);
    const { request } = controller.expectOne({ path: '/studies', origin: 'https://us.test' });
    expect([request.origin, request.path]).toEqual(['https://us.test', '/api/v1/edc/studies']);
    expect(() => controller.expectOne({ path: '/studies', origin: 'https://us.test' })).toThrowError(
      /one request for https:\/\/us\.test \/studies, but there is none/,
    );
    controller.expectOne('/emea/api/v1/edc/studies');
    controller.expectOne('/studies');
    controller.verify();
    calls.forEach((call) => {
      call.unsubscribe();
    });
  });

  it('reaches named instances and those of routes', () => {
    TestBed.configureTestingModule({
      providers: [provideNamedImednet('us', { auth, adapter: 'fetch' }), provideImednetTesting()],
    });
    const below = createEnvironmentInjector(
      [provideImednet({ auth })],
      TestBed.inject<EnvironmentInjector>(EnvironmentInjector),
    );
    const calls = [
      below.get(Imednet).studies.list().subscribe(),
      TestBed.runInInjectionContext(() => injectImednet('us'))
        .studies.list()
        .subscribe(),
    ];
    expect(TestBed.inject(ImednetTestingController).match('/studies').length).toBe(2);
    calls.forEach((call) => {
      call.unsubscribe();
    });
    below.destroy();
  });
});

describe('provideFakeImednet', () => {
  const provided = (
    ...providers: readonly (EnvironmentProviders | ReturnType<typeof provideFakeImednet>)[]
  ): void => {
    TestBed.configureTestingModule({ providers: [...providers] });
  };

  it('answers below whatever path and of whatever server an instance asks', async () => {
    const addresses = ['/emea', 'https://us.test/gateway/', 'https://asia.test'];
    provided(
      ...addresses.map((baseUrl) => provideNamedImednet(baseUrl, { auth, baseUrl })),
      provideFakeImednet({ studies: 2 }),
    );
    for (const address of addresses) {
      const { studies } = TestBed.runInInjectionContext(() => injectImednet(address));
      expect(await lastValueFrom(studies.count())).toBe(2);
    }
  });

  it('answers from memory, from data that a test can change', async () => {
    provided(
      provideImednet({ auth, defaultStudyKey: 'DEMO' }),
      provideFakeImednet({ subjects: 3, sites: 2 }),
    );
    const { subjects, records } = TestBed.inject(Imednet);
    expect(await lastValueFrom(subjects.count())).toBe(3);
    const count = (): Promise<number> => lastValueFrom(records.count());
    const before = await count();
    TestBed.inject(FakeImednet).insertRecords('DEMO', 2);
    expect(await count()).toBe(before + 2);
  });
});
