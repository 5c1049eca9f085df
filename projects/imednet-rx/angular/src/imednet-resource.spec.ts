import {
  ApplicationRef,
  ChangeDetectionStrategy,
  Component,
  createEnvironmentInjector,
  EnvironmentInjector,
  Injector,
  signal,
} from '@angular/core';
import { TestBed } from '@angular/core/testing';
import {
  ConfigurationError,
  Imednet,
  InvalidArgumentError,
  NotFoundError,
  type Page,
  SameOriginAuth,
} from 'imednet-rx';
import { FakeImednet, fakeImednetAdapter } from 'imednet-rx/testing';
import {
  asapScheduler,
  concatMap,
  finalize,
  firstValueFrom,
  type Observable,
  observeOn,
  of,
  range,
  Subject,
  throwError,
} from 'rxjs';
import {
  type ImednetResource,
  imednetResource,
  type ImednetResourceOptions,
  injectStudyKey,
  provideImednet,
  provideNamedImednet,
} from './public-api';

const page = (items: readonly number[], number = 0, totalElements: number | null = 5): Page<number> => ({
  ...{ items, page: number, size: 2, totalPages: null, totalElements },
});

describe('imednetResource', () => {
  const fake = new FakeImednet({ studies: 2, subjects: 7, sites: 3 });

  beforeEach(() => {
    const config = { auth: new SameOriginAuth(), adapter: fakeImednetAdapter(fake) };
    TestBed.configureTestingModule({
      providers: [provideImednet(config), provideNamedImednet('us', config)],
    });
  });

  function created<P, V>(
    params: () => P,
    stream: (imednet: Imednet, params: NonNullable<P>) => Observable<V>,
    options: ImednetResourceOptions = {},
  ) {
    return TestBed.runInInjectionContext(() =>
      imednetResource(params, stream, { publishEvery: 0, ...options }),
    );
  }

  /** Lets what is under way arrive. */
  const settled = async (): Promise<void> => {
    TestBed.tick();
    await new Promise((resolve) => setTimeout(resolve, 2));
    TestBed.tick();
  };

  const shown = (resource: ImednetResource<unknown>): readonly unknown[] => [
    resource.status(),
    resource.items(),
    resource.count(),
    resource.total(),
    resource.progress(),
    resource.isLoading(),
    resource.error(),
  ];

  it('shows rows while pages arrive', async () => {
    const source = new Subject<Page<number>>();
    const resource = created(
      () => 1,
      () => source,
    );
    expect(shown(resource)).toEqual(['loading', [], 0, null, null, true, undefined]);
    await settled();
    expect(resource.status()).toBe('loading');

    source.next(page([1, 2]));
    await settled();
    expect(shown(resource)).toEqual(['streaming', [1, 2], 2, 5, 0.4, true, undefined]);

    source.next(page([3, 4], 1));
    source.next(page([5], 2));
    await settled();
    expect(shown(resource)).toEqual(['streaming', [1, 2, 3, 4, 5], 5, 5, 1, true, undefined]);

    source.complete();
    await settled();
    expect(shown(resource)).toEqual(['complete', [1, 2, 3, 4, 5], 5, 5, 1, false, undefined]);
  });

  it('reads from the instance: rows, pages and single values', async () => {
    const rows = created(
      () => 'DEMO',
      (imednet, studyKey) => imednet.subjects.list({ studyKey, pageSize: 2 }),
    );
    const pages = created(
      () => 'DEMO',
      (imednet, studyKey) => imednet.subjects.pages({ studyKey, pageSize: 2 }),
    );
    const number = created(
      () => 'DEMO',
      (imednet, studyKey) => imednet.subjects.count({ studyKey }),
    );
    TestBed.tick();
    while (rows.isLoading() || pages.isLoading() || number.isLoading()) await settled();

    const keys: readonly string[] = rows.items().map(({ subjectKey }) => subjectKey);
    expect(new Set(keys).size).toBe(7);
    expect(pages.items().map(({ subjectKey }) => subjectKey)).toEqual([...keys]);
    expect([rows.total(), pages.total(), number.items()]).toEqual([null, 7, [7]]);
  });

  it('tells an empty list from one that has not come yet', async () => {
    const resource = created(
      () => 1,
      () => of(page([], 0, 0)),
    );
    await settled();
    expect(shown(resource)).toEqual(['complete', [], 0, 0, 1, false, undefined]);
  });

  it('keeps the rows until an error, and says which', async () => {
    const source = new Subject<Page<number>>();
    const resource = created(
      () => 1,
      () => source,
    );
    await settled();
    source.next(page([1, 2]));
    await settled();
    const error = new Error('broken');
    source.error(error);
    await settled();
    expect(shown(resource)).toEqual(['error', [1, 2], 2, 5, 0.4, false, error]);
  });

  it('shows typed errors of the client, and what the function throws', async () => {
    const missing = created(
      () => 'DEMO',
      (imednet, studyKey) => imednet.subjects.get(4711, { studyKey }),
    );
    const thrown = created(
      () => 1,
      (): Observable<number> => {
        throw new Error('thrown');
      },
    );
    while (missing.isLoading() || thrown.isLoading()) await settled();
    expect(missing.error()).toBeInstanceOf(NotFoundError);
    expect([missing.status(), thrown.status(), thrown.error()]).toEqual([
      'error',
      'error',
      new Error('thrown'),
    ]);
  });

  it('reads anew when the parameters change, aborts the former stream, and shows none of its rows', async () => {
    const study = signal('A');
    const open = new Set<string>();
    const sources: Record<string, Subject<string>> = { A: new Subject(), B: new Subject() };
    const resource = created(study, (_, studyKey) => {
      open.add(studyKey);
      return sources[studyKey]!.pipe(finalize(() => open.delete(studyKey)));
    });
    await settled();
    sources['A']?.next('row of A');
    await settled();
    expect(resource.items()).toEqual(['row of A']);

    study.set('B');
    expect([resource.items(), resource.status()]).toEqual([[], 'loading']);
    await settled();
    expect([...open]).toEqual(['B']);
    sources['A']?.next('late row of A');
    sources['B']?.next('row of B');
    await settled();
    expect(resource.items()).toEqual(['row of B']);
  });

  for (const nothing of [null, undefined]) {
    it(`reads nothing while there are no parameters (${nothing})`, async () => {
      const study = signal<string | null | undefined>(nothing);
      const stream = jasmine.createSpy('stream').and.returnValue(of('row'));
      const resource = created(study, stream as () => Observable<string>);
      await settled();
      expect([resource.status(), resource.reload()]).toEqual(['idle', false]);
      expect(stream).not.toHaveBeenCalled();

      study.set('DEMO');
      await settled();
      expect(resource.items()).toEqual(['row']);
      study.set(nothing);
      expect(shown(resource)).toEqual(['idle', [], 0, null, null, false, undefined]);
    });

    it(`aborts what is under way when there are no parameters any more (${nothing})`, async () => {
      const study = signal<string | null | undefined>('DEMO');
      const sources = [new Subject<string>(), new Subject<string>()] as const;
      let run = 0;
      const resource = created(study, () => sources[run++ === 0 ? 0 : 1]);
      await settled();
      expect(sources[0].observed).toBeTrue();

      study.set(nothing);
      await settled();
      expect(sources[0].observed).toBeFalse();
      expect([resource.status(), resource.reload()]).toEqual(['idle', false]);
      expect(await firstValueFrom(TestBed.inject(ApplicationRef).isStable)).toBeTrue();

      study.set('DEMO');
      expect(resource.status()).toBe('loading');
      await settled();
      sources[1].next('row');
      await settled();
      expect([resource.items(), resource.status(), run]).toEqual([['row'], 'streaming', 2]);
    });
  }

  it('goes on when what the parameters come from changes, but they do not', async () => {
    const size = signal(1);
    const source = new Subject<string>();
    const stream = jasmine.createSpy('stream').and.returnValue(source);
    const resource = created(() => (size() > 0 ? 'some' : 'none'), stream as () => Observable<string>);
    await settled();
    source.next('row');
    await settled();

    size.set(2);
    expect([resource.status(), resource.items()]).toEqual(['streaming', ['row']]);
    await settled();
    expect(stream).toHaveBeenCalledTimes(1);
    expect(source.observed).toBeTrue();
  });

  it('goes on when a study key is refused', async () => {
    const studyKey = TestBed.runInInjectionContext(() => injectStudyKey());
    studyKey.set('DEMO');
    const source = new Subject<string>();
    const stream = jasmine.createSpy('stream').and.returnValue(source);
    created(studyKey, stream as () => Observable<string>);
    await settled();
    expect(() => {
      studyKey.set('..');
    }).toThrowError(InvalidArgumentError);
    await settled();
    expect(stream).toHaveBeenCalledTimes(1);
  });

  it('follows the study of the context', async () => {
    const studyKey = TestBed.runInInjectionContext(() => injectStudyKey());
    const resource = created(studyKey, (imednet, key) => imednet.sites.list({ studyKey: key }));
    await settled();
    expect(resource.status()).toBe('idle');
    TestBed.inject(Imednet).context.setDefaultStudyKey('DEMO-2');
    while (resource.status() !== 'complete') await settled();
    expect(new Set(resource.items().map((site) => site.studyKey))).toEqual(new Set(['DEMO-2']));
  });

  it('reloads, with the former rows until there are new ones', async () => {
    let run = 0;
    let source = new Subject<string>();
    const resource = created(
      () => 1,
      () => {
        run += 1;
        return (source = new Subject());
      },
    );
    await settled();
    expect(resource.reload()).toBeFalse();
    source.next('first');
    await settled();

    expect(resource.reload()).toBeTrue();
    await settled();
    expect([run, resource.status(), resource.items()]).toEqual([2, 'reloading', ['first']]);
    source.next('second');
    source.complete();
    await settled();
    expect([resource.status(), resource.items()]).toEqual(['complete', ['second']]);
  });

  it('recovers from an error by reloading', async () => {
    let fails = true;
    const resource = created(
      () => 1,
      () => (fails ? throwError(() => new Error('broken')) : of('row')),
    );
    await settled();
    fails = false;
    expect([resource.status(), resource.reload()]).toEqual(['error', true]);
    await settled();
    expect([resource.status(), resource.items(), resource.error()]).toEqual(['complete', ['row'], undefined]);
  });

  it('ends when it is destroyed, or its injector is', async () => {
    const sources = [new Subject<number>(), new Subject<number>()] as const;
    const child = createEnvironmentInjector([], TestBed.inject(EnvironmentInjector));
    const first = created(
      () => 1,
      () => sources[0],
    );
    created(
      () => 1,
      () => sources[1],
      { injector: child.get(Injector) },
    );
    await settled();
    expect(sources.map((source) => source.observed)).toEqual([true, true]);
    first.destroy();
    child.destroy();
    expect(sources.map((source) => source.observed)).toEqual([false, false]);
    expect(first.status()).toBe('idle');
  });

  it('reads from a named instance', async () => {
    const seen: Imednet[] = [];
    created(
      () => 1,
      (imednet) => {
        seen.push(imednet);
        return of(1);
      },
      { name: 'us' },
    );
    await settled();
    expect(seen.length).toBe(1);
    expect(seen[0]).not.toBe(TestBed.inject(Imednet));
    expect(() =>
      created(
        () => 1,
        () => of(1),
        { name: 'asia' },
      ),
    ).toThrowError(ConfigurationError, /asia/);
  });

  it('needs an injection context or an injector', () => {
    expect(() =>
      imednetResource(
        () => 1,
        () => of(1),
      ),
    ).toThrowError(/NG0203/);
  });

  describe('with 100,000 rows in a component', () => {
    const PAGES = 200;
    const PAGE_SIZE = 500;
    const rowsOf = (number: number): number[] =>
      Array.from({ length: PAGE_SIZE }, (_, index) => number * PAGE_SIZE + index);
    /** Pages that arrive one after the other, each in a task of its own. */
    const pages$ = range(0, PAGES).pipe(concatMap((number) => of(number).pipe(observeOn(asapScheduler))));
    const streams: readonly (readonly [string, Observable<unknown>])[] = [
      ['rows', pages$.pipe(concatMap(rowsOf))],
      ['pages', pages$.pipe(concatMap((number) => of(page(rowsOf(number), number, PAGES * PAGE_SIZE))))],
    ];
    for (const [story, stream] of streams) {
      it(`detects changes a few times only, not for each row: ${story}`, async () => {
        let renderings = 0;
        @Component({
          template: '{{ rendered() }} {{ rows.count() }} {{ rows.items().at(-1) }}',
          changeDetection: ChangeDetectionStrategy.OnPush,
        })
        class List {
          readonly rows = imednetResource(
            () => 1,
            () => stream,
          );
          rendered(): string {
            renderings += 1;
            return '';
          }
        }
        const fixture = TestBed.createComponent(List);
        await fixture.whenStable();
        while (fixture.componentInstance.rows.isLoading()) await settled();
        await fixture.whenStable();

        expect((fixture.nativeElement as HTMLElement).textContent.trim()).toBe('100000 99999');
        expect(renderings).toBeLessThan(PAGES);
        expect(renderings).toBeGreaterThan(0);
      });
    }
  });
});
