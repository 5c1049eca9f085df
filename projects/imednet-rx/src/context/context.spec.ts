import { concat, EMPTY, NEVER, Observable, of, Subject, throwError } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { ConfigurationError, InvalidArgumentError } from '../errors/client-error';
import { Context } from './context';

describe('Context', () => {
  it('begins without a study key, or with the given one', () => {
    expect(new Context().defaultStudyKey).toBeNull();
    expect(new Context(null).defaultStudyKey).toBeNull();
    expect(new Context('DEMO').defaultStudyKey).toBe('DEMO');
  });

  it('sets, replaces and clears the study key', () => {
    const context = new Context();
    context.setDefaultStudyKey('A');

    expect(context.defaultStudyKey).toBe('A');

    context.setDefaultStudyKey('B');

    expect(context.defaultStudyKey).toBe('B');

    context.clearDefaultStudyKey();

    expect(context.defaultStudyKey).toBeNull();
  });

  it('gives the study key to a call that needs one, or says what to do', () => {
    const context = new Context('DEMO');

    expect(context.requireStudyKey()).toBe('DEMO');

    context.clearDefaultStudyKey();

    expect(() => context.requireStudyKey()).toThrowError(ConfigurationError, /Pass `studyKey`/);
  });

  const badKeys: readonly (readonly [string, unknown])[] = [
    ['empty', ''],
    ['blank', ' '],
    ['dots', '..'],
    ['a way up', '../OTHER'],
    ['a query', 'A?x=1'],
    ['a fragment', 'A#x'],
    ['an encoded slash', 'A%2FB'],
    ['a line break', 'A\r\nB'],
    ['a number', 5],
  ];
  for (const [story, key] of badKeys) {
    it(`refuses a study key that is ${story}, and keeps the former one`, () => {
      const context = new Context('DEMO');

      expect(() => new Context(key as string)).toThrowError(InvalidArgumentError);
      expect(() => context.setDefaultStudyKey(key as string)).toThrowError(InvalidArgumentError);
      expect(() => context.fork(key as string)).toThrowError(InvalidArgumentError);
      expect(context.defaultStudyKey).toBe('DEMO');
    });
  }

  it('refuses null and undefined as a new study key: that is what clearing is for', () => {
    const context = new Context('DEMO');
    for (const key of [null, undefined]) {
      expect(() => context.setDefaultStudyKey(key as unknown as string)).toThrowError(InvalidArgumentError);
    }

    expect(context.defaultStudyKey).toBe('DEMO');
  });

  describe('defaultStudyKey$', () => {
    it('emits the current key, then each change, and no key twice in a row', () => {
      const context = new Context('A');
      const seen: (string | null)[] = [];
      const subscription = context.defaultStudyKey$.subscribe((key) => seen.push(key));
      context.setDefaultStudyKey('A');
      context.setDefaultStudyKey('B');
      context.clearDefaultStudyKey();
      context.clearDefaultStudyKey();
      context.setDefaultStudyKey('A');

      expect(seen).toEqual(['A', 'B', null, 'A']);
      expect(subscription.closed).toBeFalse();
      subscription.unsubscribe();
      context.setDefaultStudyKey('C');

      expect(seen.length).toBe(4);
    });

    it('emits the current key to a late subscriber', () => {
      const context = new Context();
      context.setDefaultStudyKey('A');
      context.setDefaultStudyKey('B');
      const seen: (string | null)[] = [];
      context.defaultStudyKey$.subscribe((key) => seen.push(key)).unsubscribe();

      expect(seen).toEqual(['B']);
    });

    it('gives nobody the means to change the key behind its checks', () => {
      expect('next' in new Context('A').defaultStudyKey$).toBeFalse();
    });

    it('leaves every watcher with the current study, even if one of them changes it', () => {
      const context = new Context('A');
      const last = { first: '', second: '' };
      const subscriptions = [
        context.defaultStudyKey$.subscribe((key) => {
          last.first = String(key);
          if (key === 'OLD') context.setDefaultStudyKey('NEW');
        }),
        context.defaultStudyKey$.subscribe((key) => (last.second = String(key))),
      ];
      context.setDefaultStudyKey('OLD');
      for (const subscription of subscriptions) subscription.unsubscribe();

      expect(context.defaultStudyKey).toBe('NEW');
      expect(last).toEqual({ first: 'NEW', second: 'NEW' });
    });
  });

  describe('fork', () => {
    it('starts from the current key, or from its own', () => {
      const context = new Context('A');

      expect(context.fork().defaultStudyKey).toBe('A');
      expect(context.fork('B').defaultStudyKey).toBe('B');
      expect(new Context().fork().defaultStudyKey).toBeNull();
    });

    it('goes its own way, and so does the origin', () => {
      const context = new Context('A');
      const fork = context.fork();
      const seen: (string | null)[] = [];
      const subscription = fork.defaultStudyKey$.subscribe((key) => seen.push(key));
      context.setDefaultStudyKey('B');
      context.clearDefaultStudyKey();

      expect(fork.defaultStudyKey).toBe('A');

      fork.setDefaultStudyKey('C');

      expect(context.defaultStudyKey).toBeNull();
      expect(seen).toEqual(['A', 'C']);
      subscription.unsubscribe();
    });
  });

  describe('switchStudy', () => {
    it('unsubscribes from the former study before it asks for the next', () => {
      const context = new Context('A');
      const log: string[] = [];
      const subscription = context
        .switchStudy((key) => {
          log.push(`project ${key}`);
          return new Observable<string>(() => {
            log.push(`subscribe ${key}`);
            return () => log.push(`unsubscribe ${key}`);
          });
        })
        .subscribe();
      context.setDefaultStudyKey('B');
      subscription.unsubscribe();

      expect(log).toEqual([
        ...['project A', 'subscribe A', 'unsubscribe A'],
        ...['project B', 'subscribe B', 'unsubscribe B'],
      ]);
    });

    it('emits the current study alone, at exact times', () => {
      const scheduler = new TestScheduler((actual, expected) => {
        expect(actual).toEqual(expected);
      });
      scheduler.run(({ cold, expectObservable, expectSubscriptions }) => {
        const context = new Context('A');
        const studies: Readonly<Record<string, ReturnType<typeof cold<string>>>> = {
          A: cold('a--a--a--a', { a: 'of A' }),
          B: cold('-b--b--b--', { b: 'of B' }),
        };
        cold('----x').subscribe(() => context.setDefaultStudyKey('B'));
        cold('------x').subscribe(() => context.clearDefaultStudyKey());
        const expected = { a: 'of A', b: 'of B' };
        expectObservable(context.switchStudy((key) => studies[key]!)).toBe('a--a-b---', expected);
        expectSubscriptions(studies['A']!.subscriptions).toBe('^---!');
        expectSubscriptions(studies['B']!.subscriptions).toBe('----^-!');
      });
    });

    it('tears down without a successor when the key is cleared, and goes on with the next', () => {
      const context = new Context('A');
      const sources = { A: new Subject<string>(), B: new Subject<string>() };
      const seen: string[] = [];
      const subscription = context
        .switchStudy((key) => sources[key as 'A' | 'B'])
        .subscribe((value) => seen.push(value));
      sources.A.next('1');
      context.clearDefaultStudyKey();

      expect(sources.A.observed).toBeFalse();

      sources.A.next('lost');
      context.setDefaultStudyKey('B');
      sources.B.next('2');

      expect(seen).toEqual(['1', '2']);
      subscription.unsubscribe();

      expect(sources.B.observed).toBeFalse();
    });

    it('asks for nothing while there is no key', () => {
      const project = jasmine.createSpy('project').and.returnValue(NEVER);
      const context = new Context();
      const subscription = context.switchStudy(project).subscribe();

      expect(project).not.toHaveBeenCalled();
      context.setDefaultStudyKey('A');

      expect(project).toHaveBeenCalledOnceWith('A');
      subscription.unsubscribe();
    });

    it('does not start the same study over when its key is set again', () => {
      const project = jasmine.createSpy('project').and.returnValue(NEVER);
      const context = new Context('A');
      const subscription = context.switchStudy(project).subscribe();
      context.setDefaultStudyKey('A');

      expect(project).toHaveBeenCalledTimes(1);
      subscription.unsubscribe();
    });

    it('goes on when the stream of a study completes', () => {
      const context = new Context('A');
      const seen: string[] = [];
      const subscription = context
        .switchStudy((key) => (key === 'B' ? EMPTY : [`${key}1`, `${key}2`]))
        .subscribe((value) => seen.push(value));
      context.setDefaultStudyKey('B');
      context.setDefaultStudyKey('C');

      expect(seen).toEqual(['A1', 'A2', 'C1', 'C2']);
      expect(subscription.closed).toBeFalse();
      subscription.unsubscribe();
    });

    it('errors when the stream of a study does', () => {
      const context = new Context('A');
      const failed = jasmine.createSpy('error');
      const error = new Error('x');
      context
        .switchStudy(() =>
          concat(
            of(1),
            throwError(() => error),
          ),
        )
        .subscribe({ error: failed });

      expect(failed).toHaveBeenCalledOnceWith(error);
    });

    it('runs on its own for each subscriber', () => {
      const project = jasmine.createSpy('project').and.returnValue(NEVER);
      const studies = new Context('A').switchStudy(project);
      const subscriptions = [studies.subscribe(), studies.subscribe()];

      expect(project).toHaveBeenCalledTimes(2);
      for (const subscription of subscriptions) subscription.unsubscribe();
    });
  });
});
