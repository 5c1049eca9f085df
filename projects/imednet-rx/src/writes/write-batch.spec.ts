import { concat, defer, EMPTY, NEVER, type Observable, of, throwError, timer } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { ResendRefusedError, UnknownOutcomeError } from '../errors/delivery-errors';
import { JobFailedError, JobTimeoutError } from '../errors/job-errors';
import { NetworkError } from '../errors/request-error';
import { apiErrorForStatus } from '../errors/api-error-for-status';
import type { Delivery } from '../http/delivery';
import type { Job } from '../models/job';
import type { WriteReceipt, WriteState } from '../models/write-receipt';
import type { NewRecord } from './new-record';
import type { Batch } from './plan-batches';
import { accept, type BatchFacts, end, giveUp, intend } from './receipt-steps';
import { type BatchPorts, writeBatch } from './write-batch';

const target = { method: 'POST', route: '/x' };
const facts: BatchFacts = {
  ...{ version: 1, id: 's.0', submission: 's', index: 0, batches: 1, first: 0, size: 1 },
  ...{ baseUrl: 'https://edc.test', studyKey: 'DEMO', salt: 'ab', hash: 'cd' },
};
const items: readonly NewRecord[] = [{ formKey: 'AE', siteId: 1, data: {} }];
const reset = new UnknownOutcomeError(target, new NetworkError(target, { code: 'ECONNRESET' }));
const job = (state: string): Job => ({ jobId: 'J', batchId: 'B', state });

describe('a batch', () => {
  let events: string[];
  let ends: unknown;
  let posts: Delivery[];

  const ports = (about: Partial<BatchPorts> = {}): BatchPorts => ({
    target,
    post: (_items, once) =>
      defer(() => {
        posts.push(once);
        events.push('POST');
        return of(job('CREATED'));
      }),
    ask: () =>
      defer(() => {
        events.push('poll');
        return of(job('completed'));
      }),
    poll: { interval: 10, timeout: 1000 },
    journal: { save: ({ state }) => defer(() => (events.push(`save ${state}`), EMPTY)) },
    sendWithin: 60_000,
    isHalted: () => false,
    ...about,
  });
  const failing = (error: unknown): Partial<BatchPorts> => ({
    post: () => defer(() => (events.push('POST'), throwError(() => error))),
  });
  /** Lets a batch run in virtual time, and leaves it when told to. */
  const run = (about: Partial<BatchPorts>, receipt?: WriteReceipt, leaveAt?: number): WriteReceipt[] => {
    const told: WriteReceipt[] = [];
    new TestScheduler(() => undefined).run(({ flush }) => {
      const batch: Batch = { facts, items, receipt };
      const subscription = writeBatch(batch, ports(about)).subscribe({
        next: (each) => {
          told.push(each);
          events.push(`tell ${each.state}`);
        },
        error: (error: unknown) => (ends = error),
        complete: () => (ends = 'complete'),
      });
      if (leaveAt !== undefined) timer(leaveAt).subscribe(() => subscription.unsubscribe());
      flush();
    });
    return told;
  };

  beforeEach(() => {
    events = [];
    posts = [];
    ends = undefined;
  });

  it('is in the journal before it is sent, and at each state behind', () => {
    const told = run({});
    expect(events).toEqual([
      ...['save intent', 'tell intent', 'POST', 'save accepted', 'tell accepted'],
      ...['poll', 'save succeeded', 'tell succeeded'],
    ]);
    expect(ends).toBe('complete');
    expect(told.map(({ revision }) => revision)).toEqual([0, 1, 2]);
    expect(told.at(-1)).toEqual(
      jasmine.objectContaining({ ...facts, batchId: 'B', jobState: 'COMPLETED', state: 'succeeded' }),
    );
  });

  it('may be sent only for a while from its intent on', () => {
    const [intent] = run({ sendWithin: 5000 });
    expect([intent?.intentAt, intent?.sendBy]).toEqual([0, 5000]);
    expect(posts.map(({ sendBy }) => sendBy)).toEqual([5000]);
  });

  it('waits until the journal has its intent', () => {
    const slow = { save: () => concat(timer(50), EMPTY) };
    run({ journal: slow }, undefined, 40);
    expect(events).toEqual([]);
    run({ journal: slow }, undefined, 60);
    expect(events).toEqual(['tell intent', 'POST']);
  });

  it('works without a journal', () => {
    run({ journal: undefined });
    expect(events.filter((event) => event.startsWith('tell'))).toEqual([
      'tell intent',
      'tell accepted',
      'tell succeeded',
    ]);
  });

  const broken = new Error('disk full');
  const journalThat = (fails: WriteState, how: 'throws' | 'errors') => ({
    save: ({ state }: WriteReceipt): Observable<never> => {
      if (state !== fails) return EMPTY;
      if (how === 'throws') throw broken;
      return throwError(() => broken);
    },
  });
  for (const how of ['throws', 'errors'] as const) {
    it(`is not sent when the journal ${how} at its intent`, () => {
      run({ journal: journalThat('intent', how) });
      expect(events).toEqual(['tell intent', 'tell not-written']);
      expect(ends).toBe(broken);
    });

    for (const state of ['accepted', 'succeeded'] as const) {
      it(`is followed to its end although the journal ${how} at "${state}", and tells of it behind`, () => {
        run({ journal: journalThat(state, how) });
        expect(events).toEqual(['tell intent', 'POST', 'tell accepted', 'poll', 'tell succeeded']);
        expect(ends).toBe(broken);
      });
    }
  }

  it('ends with its own error rather than with that of the journal', () => {
    run({ ...failing(reset), journal: journalThat('unknown', 'errors') });
    expect(events).toEqual(['tell intent', 'POST', 'tell unknown']);
    expect(ends).toBeInstanceOf(UnknownOutcomeError);
  });

  it('carries its receipt in the error when its outcome is unknown', () => {
    const told = run(failing(reset));
    const error = ends as UnknownOutcomeError;
    expect(error.receipt).toBe(told.at(-1));
    expect(error.receipt).toEqual(
      jasmine.objectContaining({ state: 'unknown', reason: 'NetworkError', revision: 1 }),
    );
    expect(error.receiptId).toBe('s.0');
    expect(JSON.stringify(error)).not.toContain(facts.hash);
    expect(error.cause).toBe(reset.cause);
  });

  for (const error of [
    apiErrorForStatus({ status: 400 }),
    apiErrorForStatus({ status: 429 }),
    new ResendRefusedError(target),
  ]) {
    it(`surely was not written after a ${error.name}`, () => {
      const told = run(failing(error));
      expect(events.at(-1)).toBe('tell not-written');
      expect(told.at(-1)?.reason).toBe(error.name);
      expect(ends).toBe(error);
    });
  }

  it('keeps the name of a foreign error to itself', () => {
    const told = run(failing(Object.assign(new Error('Jane'), { name: 'Jane' })));
    expect(JSON.stringify(told)).not.toContain('Jane');
  });

  it('ends as failed with its job', () => {
    const told = run({ ask: () => of(job('Failed')) });
    expect(told.at(-1)).toEqual(jasmine.objectContaining({ state: 'failed', jobState: 'FAILED' }));
    expect(ends).toBeInstanceOf(JobFailedError);
  });

  it('is unknown when its job ends without a state, with all that finds it again', () => {
    const told = run({ ask: () => of({ ...job(''), dateFinished: '2026-03-01 12:00:00' }) });
    const last = { state: 'unknown', revision: 2, batchId: 'B', reason: 'JobOutcomeUnknownError' };
    expect(told.at(-1)).toEqual(jasmine.objectContaining(last));
    expect((ends as UnknownOutcomeError).receipt).toBe(told.at(-1));
  });

  it('stays accepted when its job takes too long', () => {
    expect(run({ ask: () => of(job('PROCESSING')) }).at(-1)?.state).toBe('accepted');
    expect(ends).toBeInstanceOf(JobTimeoutError);
  });

  it('is not sent when another one has failed, also while its intent was kept', () => {
    run({ isHalted: () => true });
    expect(events).toEqual([]);
    let halted = false;
    const journal = { save: () => defer(() => ((halted = true), EMPTY)) };
    run({ journal, isHalted: () => halted });
    expect(events).toEqual(['tell intent', 'tell not-written']);
    expect(ends).toBe('complete');
  });

  it('leaves its intent in the journal when the caller leaves while it is sent', () => {
    run({ post: () => NEVER }, undefined, 5);
    expect(events).toEqual(['save intent', 'tell intent']);
    expect(ends).toBeUndefined();
  });

  describe('of which something is known', () => {
    const intent = intend(facts, undefined, 0, 1000);
    const accepted = accept(intent, 'B', 1);
    const known: readonly (readonly [WriteReceipt, readonly string[], unknown])[] = [
      [end(accepted, 'succeeded', 'COMPLETED', 2), ['tell succeeded'], 'complete'],
      [accepted, ['tell accepted', 'poll', 'save succeeded', 'tell succeeded'], 'complete'],
      [intent, ['tell intent'], jasmine.any(UnknownOutcomeError)],
      [giveUp(intent, 'unknown', reset, 1), ['tell unknown'], jasmine.any(UnknownOutcomeError)],
      [end(accepted, 'failed', 'FAILED', 2), ['tell failed'], jasmine.any(JobFailedError)],
    ];
    for (const [receipt, expected, ending] of known) {
      it(`is not sent again when it is "${receipt.state}"`, () => {
        run({}, receipt);
        expect(events).toEqual([...expected]);
        expect(ends).toEqual(ending);
      });
    }

    it('is sent when it surely was not written, with an intent of its own', () => {
      const told = run({}, giveUp(intent, 'not-written', undefined, 1));
      expect(told.map(({ state, revision }) => [state, revision])).toEqual([
        ['intent', 2],
        ['accepted', 3],
        ['succeeded', 4],
      ]);
      expect(posts.length).toBe(1);
    });
  });
});
