import {
  Component,
  createEnvironmentInjector,
  EnvironmentInjector,
  type EnvironmentProviders,
  inject,
  Injector,
  runInInjectionContext,
} from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { ClientClosedError, ConfigurationError, Context, Imednet, type ImednetConfig } from 'imednet-rx';
import { FakeImednet, fakeImednetAdapter } from 'imednet-rx/testing';
import { lastValueFrom, toArray } from 'rxjs';
import { failureOf } from '../../spec/failure-of';
import { injectImednet, provideImednet, provideNamedImednet, withContext } from './public-api';

const at = (host: string): ImednetConfig => ({
  ...{ apiKey: 'key', securityKey: 'security-key', baseUrl: `https://${host}.test` },
  adapter: fakeImednetAdapter(new FakeImednet({ studies: 2 })),
});

const named = (name?: string): Imednet => TestBed.runInInjectionContext(() => injectImednet(name));

describe('named instances', () => {
  it('stand beside each other and the unnamed one', () => {
    TestBed.configureTestingModule({
      providers: [
        provideNamedImednet('emea', at('emea')),
        provideImednet(at('main')),
        provideNamedImednet('us', at('us')),
      ],
    });
    expect([named(), named('emea'), named('us')].map(({ client }) => client.baseUrl)).toEqual([
      'https://main.test',
      'https://emea.test',
      'https://us.test',
    ]);
    expect(named()).toBe(TestBed.inject(Imednet));
    expect(named('us')).toBe(named('us'));
  });

  it('have contexts of their own', () => {
    TestBed.configureTestingModule({
      providers: [
        provideNamedImednet('emea', at('emea'), withContext('DEMO')),
        provideNamedImednet('us', at('us'), withContext('DEMO')),
      ],
    });
    named('us').context.setDefaultStudyKey('DEMO-2');
    expect(named('emea').context.defaultStudyKey).toBe('DEMO');
  });

  it('are made when they are first asked for', () => {
    const configure = jasmine.createSpy('configure').and.callFake(() => at('us'));
    TestBed.configureTestingModule({
      providers: [
        provideNamedImednet('emea', at('emea')),
        provideNamedImednet('us', () => configure() as ImednetConfig),
      ],
    });
    named('emea');
    expect(configure).not.toHaveBeenCalled();
    named('us');
    named('us');
    expect(configure).toHaveBeenCalledTimes(1);
  });

  it('of the same name: the last one counts', () => {
    TestBed.configureTestingModule({
      providers: [provideNamedImednet('us', at('first')), provideNamedImednet('us', at('last'))],
    });
    expect(named('us').client.baseUrl).toBe('https://last.test');
  });

  it('of the injectors above are found beside those of one further down', () => {
    TestBed.configureTestingModule({
      providers: [provideNamedImednet('emea', at('emea')), provideNamedImednet('us', at('us'))],
    });
    const child = childOf(provideNamedImednet('us', at('us-2')));
    const grandchild = createEnvironmentInjector([provideNamedImednet('asia', at('asia'))], child);
    const below = (name: string): Imednet =>
      runInInjectionContext(grandchild.get(Injector), () => injectImednet(name));

    expect(['asia', 'us', 'emea'].map((name) => below(name).client.baseUrl)).toEqual([
      'https://asia.test',
      'https://us-2.test',
      'https://emea.test',
    ]);
    expect(below('emea')).toBe(named('emea'));
    expect(named('us').client.baseUrl).toBe('https://us.test');
  });

  it('are closed with their injector, and they alone', async () => {
    TestBed.configureTestingModule({ providers: [provideNamedImednet('emea', at('emea'))] });
    const child = childOf(provideNamedImednet('us', at('us')));
    const us = runInInjectionContext(child.get(Injector), () => injectImednet('us'));

    child.destroy();

    expect(await failureOf(us.studies.list())).toBeInstanceOf(ClientClosedError);
    expect(await lastValueFrom(named('emea').studies.list().pipe(toArray()))).toHaveSize(2);
  });

  it('can be used outside of an injection context once they are there', async () => {
    TestBed.configureTestingModule({ providers: [provideNamedImednet('us', at('us'))] });
    const us = named('us');
    await Promise.resolve();
    expect(await lastValueFrom(us.studies.list().pipe(toArray()))).toHaveSize(2);
  });

  it('that nobody provides are refused by name', () => {
    TestBed.configureTestingModule({ providers: [provideNamedImednet('emea', at('emea'))] });
    expect(() => named('us')).toThrowError(ConfigurationError, /no instance named "us"/);
  });

  it('with invalid settings say so each time', () => {
    TestBed.configureTestingModule({ providers: [provideNamedImednet('us', { retries: -1 })] });
    for (let time = 0; time < 2; time++) expect(() => named('us')).toThrowError(ConfigurationError, /apiKey/);
  });

  it('need a name', () => {
    expect(() => provideNamedImednet(' ', at('us'))).toThrowError(ConfigurationError, /name/);
  });

  it('are injected in an injection context only', () => {
    expect(() => injectImednet()).toThrowError(/NG0203/);
  });

  it('in a route belong to it alone, and may share the context above', async () => {
    @Component({ template: '' })
    class Page {
      readonly imednet = injectImednet();
      readonly us = injectImednet('us');
    }
    TestBed.configureTestingModule({
      providers: [
        provideImednet(at('main'), withContext('DEMO')),
        provideRouter([
          {
            path: 'us',
            component: Page,
            providers: [
              provideImednet(
                at('route'),
                withContext(() => inject(Context, { skipSelf: true })),
              ),
              provideNamedImednet('us', at('us')),
            ],
          },
        ]),
      ],
    });
    const page = await (await RouterTestingHarness.create()).navigateByUrl('/us', Page);

    expect(page.imednet.client.baseUrl).toBe('https://route.test');
    expect(page.imednet).not.toBe(named());
    expect(page.imednet.context).toBe(named().context);
    expect(page.us.client.baseUrl).toBe('https://us.test');
  });
});

function childOf(providers: EnvironmentProviders): EnvironmentInjector {
  return createEnvironmentInjector([providers], TestBed.inject(EnvironmentInjector));
}
