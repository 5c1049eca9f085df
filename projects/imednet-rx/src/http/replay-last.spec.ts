import { ReplaySubject, share, type SubjectLike, Subject } from 'rxjs';
import { replayLast } from './replay-last';

type Step = number | 'join' | 'error' | 'complete';

/** What each subscriber received, in the order in which they joined. */
function told(subject: SubjectLike<number>, steps: readonly Step[]): unknown[][] {
  const all: unknown[][] = [];
  for (const step of steps) {
    if (typeof step === 'number') subject.next(step);
    else if (step === 'error') subject.error('failed');
    else if (step === 'complete') subject.complete();
    else {
      const own: unknown[] = [];
      all.push(own);
      subject.subscribe({
        next: (value) => own.push(value),
        error: (error) => own.push(error),
        complete: () => own.push('end'),
      });
    }
  }
  return all;
}

describe('replayLast', () => {
  const stories: readonly (readonly Step[])[] = [
    ['join', 1, 2],
    [1, 2, 'join', 3, 'join'],
    [1, 'complete', 'join'],
    ['join', 1, 'complete', 'join', 2],
    [1, 2, 'error', 'join', 3, 'join'],
    ['complete', 'join'],
    ['error', 'join'],
  ];
  for (const steps of stories) {
    it(`does as a ReplaySubject of one value: ${steps.join(', ')}`, () => {
      expect(told(replayLast(), steps)).toEqual(told(new ReplaySubject(1), steps));
    });
  }

  it('gives a value that its repetition causes, and nothing to those who left', () => {
    const subject = replayLast<number>();
    subject.next(1);
    const values: number[] = [];
    const subscription = subject.value$.subscribe((value) => {
      values.push(value);
      if (value < 3) subject.next(value + 1);
    });
    expect(values).toEqual([1, 2, 3]);
    subscription.unsubscribe();
    subject.next(4);
    expect(values).toEqual([1, 2, 3]);
  });

  it('lets a source be shared with those who come later', () => {
    const source = new Subject<number>();
    const shared$ = source.pipe(share({ connector: () => replayLast<number>() }));
    const values: number[] = [];
    const subscriptions = [shared$.subscribe()];
    source.next(1);
    subscriptions.push(shared$.subscribe((value) => values.push(value)));
    source.next(2);
    expect(values).toEqual([1, 2]);
    for (const subscription of subscriptions) subscription.unsubscribe();
    expect(source.observed).toBeFalse();
  });
});
