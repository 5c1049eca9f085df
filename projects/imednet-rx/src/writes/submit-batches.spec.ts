import { defer, map, type Observable, throwError, timer } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import type { BatchesFailedError } from '../errors/batches-failed-error';
import type { WriteReceipt, WriteState } from '../models/write-receipt';
import type { Batch } from './plan-batches';
import { submitBatches } from './submit-batches';

const batch = (index: number, state?: WriteState): Batch =>
  ({ facts: { index }, items: [], receipt: state && { index, state } }) as unknown as Batch;
const failure = (index: number): Error => new Error(`batch ${String(index)}`);

describe('submitBatches', () => {
  let story: string[];
  let ends: unknown;

  /** Each batch takes 10 ms and succeeds, if it is not one that fails. */
  const run = (
    batches: readonly Batch[],
    settings: { readonly concurrency?: number; readonly failFast?: boolean } = {},
    ...failing: readonly number[]
  ): void => {
    const write = ({ facts: { index } }: Batch, isHalted: () => boolean): Observable<WriteReceipt> =>
      defer(() => {
        story.push(`${isHalted() ? 'skip' : 'begin'} ${String(index)}`);
        if (isHalted()) return [];
        return timer(10).pipe(
          map(() => {
            if (failing.includes(index)) throw failure(index);
            return { index } as WriteReceipt;
          }),
        );
      });
    new TestScheduler(() => undefined).run(({ flush }) => {
      submitBatches(batches, write, { concurrency: 1, failFast: true, ...settings }).subscribe({
        next: ({ index }) => story.push(`end ${String(index)}`),
        error: (error: unknown) => (ends = error),
        complete: () => (ends = 'complete'),
      });
      flush();
    });
  };

  beforeEach(() => {
    story = [];
    ends = undefined;
  });

  it('begins with a batch when the one before has ended', () => {
    run([batch(0), batch(1)]);
    expect(story).toEqual(['begin 0', 'end 0', 'begin 1', 'end 1']);
    expect(ends).toBe('complete');
  });

  it('does several at the same time', () => {
    run([batch(0), batch(1), batch(2)], { concurrency: 2 });
    expect(story).toEqual(['begin 0', 'begin 1', 'end 0', 'begin 2', 'end 1', 'end 2']);
  });

  it('sends nothing more once one has failed, follows those under way, and then tells why', () => {
    run([batch(0), batch(1), batch(2)], { concurrency: 2 }, 0);
    expect(story).toEqual(['begin 0', 'begin 1', 'skip 2', 'end 1']);
    expect(ends).toEqual(failure(0));
  });

  it('does all others when told to, and then tells which failed', () => {
    run([batch(0), batch(1), batch(2)], { failFast: false }, 0, 1);
    expect(story.at(-1)).toBe('end 2');
    expect([...(ends as BatchesFailedError).failures]).toEqual([
      [0, failure(0)],
      [1, failure(1)],
    ]);
    expect(JSON.stringify(ends)).toContain('"failures":[0,1]');
  });

  it('begins with what is known from before, so that nothing is sent while that is unclear', () => {
    run([batch(0), batch(1, 'not-written'), batch(2, 'unknown'), batch(3, 'accepted')]);
    expect(story.filter((each) => each.startsWith('begin'))).toEqual([
      'begin 2',
      'begin 3',
      'begin 0',
      'begin 1',
    ]);
  });

  it('begins anew with each subscription', async () => {
    const source = submitBatches([batch(0)], () => throwError(() => failure(0)), {
      concurrency: 1,
      failFast: true,
    });
    for (let time = 0; time < 2; time++) source.subscribe({ error: (error: unknown) => (ends = error) });
    expect(ends).toEqual(failure(0));
  });
});
