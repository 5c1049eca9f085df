import { InvalidArgumentError } from '../errors/client-error';
import type { WriteReceipt } from '../models/write-receipt';
import { assertReceipt } from './assert-receipt';
import { canonicalJson } from './canonical-json';
import { keyedHash, newId, newSalt } from './keyed-hash';
import type { NewRecord } from './new-record';
import { receiptSeal } from './receipt-seal';
import type { BatchFacts } from './receipt-steps';
import { settleReceipts } from './settle-receipts';

/** Records that go together, and what is known of them from before. */
export interface Batch {
  readonly facts: BatchFacts;
  readonly items: readonly NewRecord[];
  /** What the receipts of the batch say together. */
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
 * @throws InvalidArgumentError for receipts of other records, another study, another server or another batch size, and
 *   with a `secret` for those that are not sealed with it
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
  const seal = secret === undefined ? undefined : receiptSeal(secret);
  const hash = keyedHash(salt, secret);
  if (seal) await Promise.all(receipts.map((receipt) => seal.check(receipt)));

  const ofBatch = new Map<string, WriteReceipt[]>();
  for (const receipt of receipts) {
    const same = ofBatch.get(receipt.id);
    if (same) same.push(receipt);
    else ofBatch.set(receipt.id, [receipt]);
  }

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
      const known = ofBatch.get(facts.id) ?? [];
      known.forEach((receipt) => {
        assertReceiptOf(receipt, facts);
      });
      const receipt = settleReceipts(known);
      const isMade = receipt !== undefined && !known.includes(receipt);
      return { facts, items: own, receipt: isMade && seal ? await seal.seal(receipt) : receipt };
    }),
  );
  const ids = new Set(plan.map(({ facts }) => facts.id));
  if (receipts.some(({ id }) => !ids.has(id))) throw otherReceipts();
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
