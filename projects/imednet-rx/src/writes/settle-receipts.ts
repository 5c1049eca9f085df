import type { WriteReceipt, WriteState } from '../models/write-receipt';

/** Why a receipt that was made of contradictory ones is in doubt; with `success`, one of them says that it was written. */
export const CONTRADICTION = 'contradiction';
export const CONTRADICTED_SUCCESS = 'contradicted-success';

/** States that the next revision may have. */
const NEXT: Readonly<Record<WriteState, readonly WriteState[]>> = {
  intent: ['accepted', 'unknown', 'not-written', 'succeeded'],
  accepted: ['succeeded', 'failed', 'unknown'],
  unknown: ['succeeded', 'failed', 'not-written'],
  failed: ['succeeded', 'not-written'],
  'not-written': ['intent'],
  succeeded: [],
};
/** After so many revisions each state can lead to each other one, except from `succeeded`. */
const MOST_STEPS = 12;

/**
 * Combines the receipts of one batch to what they say together, in any order and with revisions missing.
 *
 * The highest revision counts as long as each receipt can follow from those before it. Where receipts contradict each
 * other, none of them can be trusted to say that nothing was written: the batch is then `accepted` where exactly one job
 * is known, which can be polled, and `unknown` otherwise. Such a receipt covers every attempt to send the batch, so that
 * reconciling it settles the contradiction.
 *
 * @param receipts - of the same batch, checked
 * @returns the receipt that counts, the very same one where nothing contradicts it; `undefined` without receipts
 */
export function settleReceipts(receipts: readonly WriteReceipt[]): WriteReceipt | undefined {
  const revisions = new Map<number, WriteReceipt[]>();
  for (const receipt of [...receipts].sort((a, b) => a.revision - b.revision)) {
    const same = revisions.get(receipt.revision);
    if (same) same.push(receipt);
    else revisions.set(receipt.revision, [receipt]);
  }
  const seen: WriteReceipt[] = [];
  let known: WriteReceipt | undefined;
  for (const revision of revisions.values()) {
    const latest = revision.reduce((one, other) => (quietSince(other) >= quietSince(one) ? other : one));
    const follows = known === undefined || canFollow(known, latest);
    seen.push(...revision);
    known = follows && revision.every((one) => isSame(one, latest)) ? latest : inDoubt(latest, seen);
  }
  return known;
}

function isSame(one: WriteReceipt, other: WriteReceipt): boolean {
  return one.state === other.state && one.batchId === other.batchId && isOneAttempt(one, other);
}

function canFollow(known: WriteReceipt, next: WriteReceipt): boolean {
  // What one receipt called written stays in doubt through all others, until one says so again.
  if (known.reason === CONTRADICTED_SUCCESS && next.state !== 'succeeded') return false;
  // States of the attempt that is known, and of those after it, step by step.
  let same: ReadonlySet<WriteState> = new Set([known.state]);
  let later: ReadonlySet<WriteState> = new Set();
  for (let step = Math.min(next.revision - known.revision, MOST_STEPS); step > 0; step--) {
    const isSent = same.has('not-written');
    later = new Set([
      ...[...later].flatMap((state) => NEXT[state]),
      ...(isSent ? (['intent'] as const) : []),
    ]);
    same = new Set([...same].flatMap((state) => NEXT[state]).filter((state) => state !== 'intent'));
  }
  const isSameJob = known.batchId === undefined || known.batchId === next.batchId;
  return later.has(next.state) || (same.has(next.state) && isSameJob && isOneAttempt(known, next));
}

/** Whether receipts come of the same attempt to send a batch, as far as its times tell. */
function isOneAttempt(one: WriteReceipt, other: WriteReceipt): boolean {
  return one.intentAt === other.intentAt && one.sendBy === other.sendBy;
}

/** Reads receipts that contradict each other in the way in which nothing is sent or called written. */
function inDoubt(latest: WriteReceipt, receipts: readonly WriteReceipt[]): WriteReceipt {
  const { version, id, submission, index, batches, first, size, baseUrl, studyKey, salt, hash, revision } =
    latest;
  const jobs = new Set(receipts.flatMap(({ batchId }) => batchId ?? []));
  const [batchId] = jobs;
  const isWritten = jobs.size > 1 || receipts.some(({ state }) => state === 'succeeded');
  return {
    ...{ version, id, submission, index, batches, first, size, baseUrl, studyKey, salt, hash, revision },
    intentAt: Math.min(...receipts.map(({ intentAt }) => intentAt)),
    sendBy: Math.max(...receipts.map(({ sendBy }) => sendBy)),
    answeredAt: Math.max(...receipts.map(quietSince)),
    ...(batchId !== undefined && jobs.size === 1 ? { state: 'accepted', batchId } : { state: 'unknown' }),
    reason: isWritten ? CONTRADICTED_SUCCESS : CONTRADICTION,
  };
}

/** From when on no byte of the batch can have left, and the server's own work on it, where it is known, was over. */
export function quietSince({
  state,
  sendBy,
  answeredAt = sendBy,
  endedAt = answeredAt,
}: WriteReceipt): number {
  return state === 'intent' ? sendBy : endedAt;
}
