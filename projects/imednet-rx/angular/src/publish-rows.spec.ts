import { map, NEVER, type Observable, of, startWith, tap } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { publishRows } from './publish-rows';

describe('publishRows', () => {
  let held: number;
  let scheduler: TestScheduler;

  const hold = (): (() => void) => {
    held += 1;
    return () => {
      held -= 1;
    };
  };

  const told = (source: Observable<unknown>): Observable<string> =>
    source.pipe(
      publishRows({ every: 4, scheduler }, hold),
      map(({ count, phase }) => `${count} ${phase}`),
    );

  beforeEach(() => {
    held = 0;
    scheduler = new TestScheduler((actual, expected) => {
      expect(actual).toEqual(expected);
    });
  });

  const stories: readonly (readonly [string, string, string, Record<string, string>])[] = [
    [
      'tells of what came together at once, and at the end',
      '(ab)-c------d|',
      '----a----b------(c|)',
      { a: '2 streaming', b: '3 streaming', c: '4 complete' },
    ],
    ['tells of an empty stream', '|', '----(a|)', { a: '0 complete' }],
    [
      'tells of an error with the rows until then',
      'a-----#',
      '----a-----(b|)',
      { a: '1 streaming', b: '1 error' },
    ],
    ['tells nothing while nothing comes', '----------', '----------', {}],
  ];
  for (const [story, source, expected, states] of stories) {
    it(story, () => {
      scheduler.run(({ cold, expectObservable }) => {
        expectObservable(told(cold(source))).toBe(expected, states);
      });
    });
  }

  it('tells once of 100,000 rows that come at the same time', () => {
    scheduler.run(({ expectObservable }) => {
      const rows = Array.from({ length: 100_000 }, (_, index) => index);
      expectObservable(told(of(...rows))).toBe('----(a|)', { a: '100000 complete' });
    });
  });

  it('gathers anew for each subscriber', () => {
    scheduler.run(({ cold, expectObservable }) => {
      const states = told(cold('a|'));
      for (let time = 0; time < 2; time++) expectObservable(states).toBe('----(a|)', { a: '1 complete' });
    });
  });

  it('holds while there is something that is not told yet, and a moment longer', () => {
    const seen: number[] = [];
    scheduler.run(({ cold, flush }) => {
      told(cold('-a---------b|').pipe(tap(() => seen.push(held)))).subscribe(() => seen.push(held));
      seen.push(held);
      flush();
    });
    // Not at the subscription; not before a row comes; still while it is told; and the same for the next one.
    expect(seen).toEqual([0, 0, 1, 0, 1]);
    expect(held).toBe(0);
  });

  it('holds no longer when the subscriber leaves, and tells nothing from then on', () => {
    scheduler.run(({ expectObservable }) => {
      expectObservable(told(NEVER.pipe(startWith(1))), '---!').toBe('');
    });
    expect(held).toBe(0);
  });
});
