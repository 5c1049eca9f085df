import fc from 'fast-check';
import { holds, must } from '../../spec/holds';
import type { WriteReceipt, WriteState } from '../models/write-receipt';
import { nextStep } from './next-step';
import { accept, type BatchFacts, end, endUnknown, giveUp, intend, reconciled } from './receipt-steps';
import { settleReceipts } from './settle-receipts';

const facts: BatchFacts = {
  ...{ version: 1, id: 's.0', submission: 's', index: 0, batches: 1, first: 0, size: 1 },
  ...{ baseUrl: 'https://edc.test', studyKey: 'DEMO', salt: 'ab', hash: 'cd' },
};
const intent = intend(facts, undefined, 100, 50);
const unknown = giveUp(intent, 'unknown', undefined, 110);
const notWritten = giveUp(intent, 'not-written', undefined, 110);
const accepted = accept(intent, 'B', 110);
const succeeded = end(accepted, 'succeeded', 'COMPLETED', 120);
const failed = end(accepted, 'failed', 'FAILED', 120);
const again = intend(facts, notWritten, 200, 50);
const shown = (receipt: WriteReceipt | undefined): unknown =>
  receipt && [receipt.state, receipt.revision, receipt.reason];

describe('settleReceipts', () => {
  it('knows nothing of a batch without receipts', () => {
    expect(settleReceipts([])).toBeUndefined();
  });

  const consistent: readonly (readonly [string, readonly WriteReceipt[], WriteReceipt])[] = [
    ['the latest alone', [notWritten], notWritten],
    ['all of one way', [intent, accepted, succeeded], succeeded],
    ['a rejected attempt', [intent, notWritten], notWritten],
    ['an attempt after a rejected one', [intent, notWritten, again], again],
    [
      'a reconciled intent',
      [intent, reconciled(intent, 'not-written', 300)],
      reconciled(intent, 'not-written', 300),
    ],
    [
      'a reconciled failure',
      [accepted, failed, reconciled(failed, 'not-written', 300)],
      reconciled(failed, 'not-written', 300),
    ],
    [
      'a reconciled failure whose receipt was lost',
      [accepted, reconciled(failed, 'not-written', 300)],
      reconciled(failed, 'not-written', 300),
    ],
    ['a job without an outcome', [accepted, endUnknown(accepted, 120)], endUnknown(accepted, 120)],
    ['the same end, noticed twice', [accepted, succeeded, { ...succeeded, endedAt: 119 }], succeeded],
  ];
  for (const [story, receipts, expected] of consistent) {
    it(`takes the highest revision of ${story}, in any order`, () => {
      for (const order of [receipts, [...receipts].reverse(), [...receipts, ...receipts]]) {
        expect(settleReceipts(order)).toBe(
          order.find((receipt) => JSON.stringify(receipt) === JSON.stringify(expected)),
        );
      }
    });
  }

  const other = intend(facts, undefined, 101, 50);
  const contradictory: readonly (readonly [string, readonly WriteReceipt[], WriteState])[] = [
    ['not written, and unknown', [intent, notWritten, unknown], 'unknown'],
    ['not written, and accepted', [intent, notWritten, accepted], 'accepted'],
    ['not written, and succeeded', [intent, notWritten, reconciled(intent, 'succeeded', 1)], 'unknown'],
    ['not written, and intended', [intent, notWritten, { ...intent, revision: 1 }], 'unknown'],
    ['not written after a success', [succeeded, giveUp(succeeded, 'not-written', null, 1)], 'accepted'],
    ['an attempt after a success', [succeeded, intend(facts, succeeded, 300, 50)], 'accepted'],
    [
      'a success that later receipts seem to end otherwise',
      [
        reconciled(intent, 'succeeded', 1),
        { ...unknown, revision: 2 },
        { ...unknown, state: 'failed', revision: 3 },
        { ...notWritten, revision: 4 },
      ],
      'unknown',
    ],
    ['two attempts at the same time, one of them rejected', [intent, other, notWritten], 'unknown'],
    ['a rejected attempt that is not the intended one', [other, notWritten], 'unknown'],
    ['two jobs', [intent, accepted, accept(intent, 'C', 110)], 'unknown'],
    ['a rejection of what had been accepted', [accepted, { ...notWritten, revision: 2 }], 'accepted'],
    [
      'a later attempt, rejected, while an earlier one is open',
      [unknown, notWritten, again, giveUp(again, 'not-written', null, 210)],
      'unknown',
    ],
  ];
  for (const [story, receipts, state] of contradictory) {
    it(`reads ${story} as ${state}`, () => {
      for (const order of [receipts, [...receipts].reverse()]) {
        const settled = settleReceipts(order);
        expect(settled?.state).toBe(state);
        expect(settled?.intentAt).toBe(Math.min(...receipts.map(({ intentAt }) => intentAt)));
        expect(settled?.revision).toBe(Math.max(...receipts.map(({ revision }) => revision)));
      }
    });
  }

  it('lets a reconciled contradiction be sent, and no success that was contradicted', () => {
    const doubted = settleReceipts([intent, unknown, notWritten])!;
    const settled = reconciled(doubted, 'not-written', 900);
    expect(settleReceipts([intent, unknown, notWritten, settled])).toBe(settled);
    // A later attempt counts from there.
    const next = intend(facts, settled, 950, 50);
    expect(settleReceipts([intent, unknown, notWritten, settled, next])).toBe(next);
    const success = reconciled(intent, 'succeeded', 1);
    const refuted = reconciled(settleReceipts([intent, success, notWritten])!, 'not-written', 900);
    expect(shown(settleReceipts([intent, success, notWritten, refuted]))).toEqual([
      'unknown',
      2,
      'contradicted-success',
    ]);
  });

  it('does not take a reconciled receipt that knew of one attempt only for the other one', () => {
    const theirs = giveUp(again, 'unknown', null, 210);
    const receipts = [intent, unknown, notWritten, again, theirs, reconciled(theirs, 'not-written', 900)];
    expect(settleReceipts(receipts)?.state).toBe('unknown');
  });

  const STATES: readonly WriteState[] = [
    'intent',
    'accepted',
    'succeeded',
    'failed',
    'not-written',
    'unknown',
  ];
  const anyReceipt = fc
    .record({ state: fc.constantFrom(...STATES), revision: fc.nat(4), attempt: fc.nat(1), job: fc.nat(1) })
    .map(({ state, revision, attempt, job }): WriteReceipt => ({
      ...{ ...facts, state, revision, intentAt: attempt, sendBy: attempt + 10 },
      ...(state === 'accepted' || state === 'failed' ? { batchId: `B${String(job)}` } : {}),
    }));

  it('lets a batch be sent only when all that its receipts say is that it was not written', () =>
    holds(
      fc.property(fc.array(anyReceipt, { minLength: 1, maxLength: 6 }), (receipts) => {
        if (nextStep(settleReceipts(receipts)) !== 'send') return;
        const last = Math.max(...receipts.map(({ revision }) => revision));
        const latest = receipts.filter(({ revision }) => revision === last);
        must(
          latest.every(({ state }) => state === 'not-written'),
          'the last revision says something else',
        );
        must(
          receipts.every(({ state }) => state !== 'succeeded'),
          'a receipt says that it succeeded',
        );
        for (const { state, revision, intentAt } of receipts) {
          const behind = receipts.filter((each) => each.revision > revision);
          const isEnded = behind.some((each) => each.state === 'not-written' && each.intentAt === intentAt);
          const isCovered = behind.some((each) => each.state === 'not-written' && each.intentAt < intentAt);
          const rest = last - revision;
          // Revisions in between may be missing, in which it ended.
          must(
            state === 'not-written' || isEnded || isCovered || rest > 1,
            `an attempt that is ${state} is open`,
          );
        }
      }),
      5000,
    ));

  it('means the same in any order and with each receipt any number of times', () =>
    holds(
      fc.property(
        fc.array(anyReceipt, { minLength: 1, maxLength: 6 }),
        fc.infiniteStream(fc.nat(5)),
        (receipts, picks) => {
          const more = [...receipts, ...receipts.map(() => receipts[picks.next().value % receipts.length]!)];
          const mixed = more
            .map((receipt) => [picks.next().value, receipt] as const)
            .sort(([a], [b]) => a - b)
            .map(([, receipt]) => receipt);
          must(
            JSON.stringify(settleReceipts(mixed)) === JSON.stringify(settleReceipts(receipts)),
            'the order matters',
          );
        },
      ),
      2000,
    ));
});
