import { isImednetError } from '../errors/imednet-error';
import type { WriteReceipt, WriteState } from '../models/write-receipt';

/** What does not change while a batch goes its way. */
export type BatchFacts = Pick<
  WriteReceipt,
  | ('version' | 'id' | 'submission' | 'index' | 'batches' | 'first' | 'size')
  | ('baseUrl' | 'studyKey' | 'salt' | 'hash')
>;

type Told = Partial<Omit<WriteReceipt, keyof BatchFacts | 'revision' | 'state'>>;

/**
 * The batch may be sent from now on.
 *
 * @param before - receipt of an earlier try that surely wrote nothing
 * @param now - in ms since the epoch
 * @param sendWithin - in ms
 */
export function intend(
  facts: BatchFacts,
  before: WriteReceipt | undefined,
  now: number,
  sendWithin: number,
): WriteReceipt {
  const revision = (before?.revision ?? -1) + 1;
  return { ...facts, revision, state: 'intent', intentAt: now, sendBy: now + sendWithin };
}

/** The server has it. */
export function accept(receipt: WriteReceipt, batchId: string, now: number): WriteReceipt {
  return step(receipt, 'accepted', { batchId, answeredAt: now });
}

/** The server's work on it has ended. */
export function end(
  receipt: WriteReceipt,
  state: 'succeeded' | 'failed',
  jobState: string,
  now: number,
): WriteReceipt {
  return step(receipt, state, { jobState: jobState.trim().toUpperCase(), endedAt: now });
}

/** The server's work on it has ended, and the server does not report how. */
export function endUnknown(receipt: WriteReceipt, now: number): WriteReceipt {
  return step(receipt, 'unknown', { endedAt: now, reason: receipt.reason ?? 'JobOutcomeUnknownError' });
}

/** Its way ended without an answer that tells what became of it, or with one that tells that it was not taken. */
export function giveUp(
  receipt: WriteReceipt,
  state: 'unknown' | 'not-written',
  error: unknown,
  now: number,
): WriteReceipt {
  return step(receipt, state, {
    answeredAt: now,
    ...(isImednetError(error) ? { reason: error.name } : {}),
  });
}

/** What looking for its effect has shown. */
export function reconciled(
  receipt: WriteReceipt,
  state: 'succeeded' | 'not-written',
  now: number,
): WriteReceipt {
  return step(receipt, state, { endedAt: now, reason: 'reconciled' });
}

function step(receipt: WriteReceipt, state: WriteState, told: Told): WriteReceipt {
  return { ...receipt, ...told, revision: receipt.revision + 1, state };
}
