import { InvalidArgumentError } from '../errors/client-error';
import type { WriteReceipt } from '../models/write-receipt';
import { assertReceipt } from './assert-receipt';
import { canonicalJson } from './canonical-json';
import { keyedHash, newId, newSalt } from './keyed-hash';
import type { NewRecord } from './new-record';
import { type BatchFacts, latestReceipts } from './receipt-steps';

/** Records that go together, and what is known of them from before. */
export interface Batch {
  readonly facts: BatchFacts;
  readonly items: readonly NewRecord[];
  readonly receipt: WriteReceipt | undefined;
}

/** Where and how records are written. */
export interface BatchPlace {
  readonly baseUrl: string;
  readonly studyKey: string;
  /** Records of a batch. */
  readonly batchSize: number;
  readonly secret?: string | undefined;
}

/**
 * Cuts records into batches, and finds each one's receipt.
 *
 * @param items - checked
 * @param receipts - of an earlier submission of the same records; all of its revisions, or the latest
 * @throws InvalidArgumentError for receipts of other records, another study, another server or another batch size
 */
export async function planBatches(
  items: readonly NewRecord[],
  receipts: readonly WriteReceipt[],
  { baseUrl, studyKey, batchSize, secret }: BatchPlace,
): Promise<readonly Batch[]> {
  receipts.forEach(assertReceipt);
  const [known] = receipts;
  const submission = known?.submission ?? newId();
  const salt = known?.salt ?? newSalt();
  const latest = latestReceipts(receipts);
  const hash = keyedHash(salt, secret);

  const batches = Math.ceil(items.length / batchSize);
  const plan = await Promise.all(
    Array.from({ length: batches }, async (_, index): Promise<Batch> => {
      const first = index * batchSize;
      const own = items.slice(first, first + batchSize);
      const place = {
        version: 1,
        id: `${submission}.${String(index)}`,
        submission,
        index,
        batches,
        first,
      } as const;
      const facts = {
        ...place,
        size: own.length,
        baseUrl,
        studyKey,
        salt,
        hash: await hash(canonicalJson(own)),
      };
      return { facts, items: own, receipt: latest.get(facts.id) };
    }),
  );
  const ids = new Set(plan.map(({ facts }) => facts.id));
  if (receipts.some(({ id }) => !ids.has(id))) throw otherReceipts();
  for (const { facts, receipt } of plan) if (receipt) assertReceiptOf(receipt, facts);
  return plan;
}

/**
 * Refuses the receipt of anything else.
 *
 * @throws InvalidArgumentError
 */
export function assertReceiptOf(receipt: WriteReceipt, facts: BatchFacts): void {
  const { studyKey, baseUrl } = facts;
  if (receipt.studyKey !== studyKey || receipt.baseUrl !== baseUrl) {
    throw new InvalidArgumentError('A receipt belongs to another study or another server. Nothing was sent.');
  }
  const isSame = (Object.keys(facts) as (keyof BatchFacts)[]).every((name) => receipt[name] === facts[name]);
  if (!isSame) throw otherReceipts();
}

function otherReceipts(): InvalidArgumentError {
  return new InvalidArgumentError(
    'A receipt belongs to other records: items, their order, `batchSize` and `secret` must be those of its submission. ' +
      'Nothing was sent.',
  );
}
