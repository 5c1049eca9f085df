import { ChangeDetectionStrategy, Component, computed, effect, Injector, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Context, InvalidArgumentError, SameOriginAuth } from 'imednet-rx';
import { injectStudyKey, provideImednet, provideNamedImednet, withContext } from './public-api';

describe('injectStudyKey', () => {
  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [
        provideImednet({ auth: new SameOriginAuth() }, withContext('DEMO')),
        provideNamedImednet('us', { auth: new SameOriginAuth() }),
      ],
    });
  });

  const injected = (name?: string) => TestBed.runInInjectionContext(() => injectStudyKey(name));

  it('begins with the key of the context, and follows it', () => {
    const studyKey = injected();
    expect(studyKey()).toBe('DEMO');
    TestBed.inject(Context).setDefaultStudyKey('DEMO-2');
    expect(studyKey()).toBe('DEMO-2');
    TestBed.inject(Context).clearDefaultStudyKey();
    expect(studyKey()).toBeNull();
  });

  it('writes the key of the context, at once', () => {
    const studyKey = injected();
    studyKey.set('DEMO-2');
    expect([studyKey(), TestBed.inject(Context).defaultStudyKey]).toEqual(['DEMO-2', 'DEMO-2']);
    studyKey.update((key) => `${key}-3`);
    expect(TestBed.inject(Context).defaultStudyKey).toBe('DEMO-2-3');
    studyKey.set(null);
    expect(TestBed.inject(Context).defaultStudyKey).toBeNull();
  });

  it('is the same key everywhere', () => {
    const [one, other] = [injected(), injected()];
    one.set('DEMO-2');
    expect(other()).toBe('DEMO-2');
  });

  it('is another key for another instance', () => {
    const us = injected('us');
    us.set('DEMO-2');
    expect([injected()(), us()]).toEqual(['DEMO', 'DEMO-2']);
  });

  it('is what the context is when a watcher of the context changes it again', () => {
    const studyKey = injected();
    const context = TestBed.inject(Context);
    context.defaultStudyKey$.subscribe((key) => {
      if (key === 'DEMO-2') context.setDefaultStudyKey('DEMO-3');
    });
    studyKey.set('DEMO-2');
    expect([studyKey(), context.defaultStudyKey]).toEqual(['DEMO-3', 'DEMO-3']);
  });

  for (const key of ['', '..', 'a\n']) {
    it(`refuses the key ${JSON.stringify(key)}, and stays as it was`, () => {
      const studyKey = injected();
      expect(() => {
        studyKey.set(key);
      }).toThrowError(InvalidArgumentError);
      expect([studyKey(), TestBed.inject(Context).defaultStudyKey]).toEqual(['DEMO', 'DEMO']);
    });
  }

  it('lets nobody hear of a key that is refused', () => {
    const studyKey = injected();
    const heard: unknown[] = [];
    effect(() => heard.push(studyKey()), { injector: TestBed.inject(Injector) });
    TestBed.tick();
    expect(() => {
      studyKey.set('..');
    }).toThrowError(InvalidArgumentError);
    TestBed.tick();
    expect(heard).toEqual(['DEMO']);
  });

  it('can be written in effects, but not in a computed, where the context is left alone too', () => {
    const studyKey = injected();
    const chosen = signal('DEMO-2');
    effect(
      () => {
        studyKey.set(chosen());
      },
      { injector: TestBed.inject(Injector) },
    );
    TestBed.tick();
    expect(TestBed.inject(Context).defaultStudyKey).toBe('DEMO-2');

    const writing = computed(() => {
      studyKey.set('DEMO-3');
    });
    expect(() => {
      writing();
    }).toThrowError(/NG0600/);
    expect(TestBed.inject(Context).defaultStudyKey).toBe('DEMO-2');
  });

  it('renders, and stops to follow with its component', async () => {
    @Component({ template: '{{ studyKey() }}', changeDetection: ChangeDetectionStrategy.OnPush })
    class Picker {
      readonly studyKey = injectStudyKey();
    }
    const fixture = TestBed.createComponent(Picker);
    await fixture.whenStable();
    TestBed.inject(Context).setDefaultStudyKey('DEMO-2');
    await fixture.whenStable();
    expect((fixture.nativeElement as HTMLElement).textContent).toBe('DEMO-2');

    fixture.destroy();
    TestBed.inject(Context).setDefaultStudyKey('DEMO-3');
    expect(fixture.componentInstance.studyKey()).toBe('DEMO-2');
  });
});
