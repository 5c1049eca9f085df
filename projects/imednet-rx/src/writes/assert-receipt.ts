import { InvalidArgumentError } from '../errors/client-error';
import { assertPathKey } from '../http/encode-path';
import type { WriteReceipt, WriteState } from '../models/write-receipt';

const STATES: readonly WriteState[] = ['intent', 'accepted', 'succeeded', 'failed', 'not-written', 'unknown'];
const TEXTS = ['id', 'submission', 'baseUrl', 'studyKey'] as const;
const COUNTS = ['revision', 'index', 'batches', 'first', 'size'] as const;
const HEX = /^[0-9a-f]+$/;

/**
 * Refuses what is no receipt: it comes from storage, so that nothing about it is certain.
 *
 * @throws InvalidArgumentError
 */
export function assertReceipt(value: unknown): asserts value is WriteReceipt {
  if (!isReceipt(value)) {
    throw new InvalidArgumentError(
      'A receipt is none of this version, or was damaged in storage. Nothing was sent: look for its effect in iMednet.',
    );
  }
}

function isReceipt(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const receipt = value as Partial<Record<keyof WriteReceipt, unknown>>;
  const { version, state, salt, hash, batchId, intentAt, sendBy, answeredAt, endedAt, mac } = receipt;
  const isAt = (time: unknown): boolean => Number.isFinite(time);
  return (
    version === 1 &&
    STATES.includes(state as WriteState) &&
    TEXTS.every((name) => typeof receipt[name] === 'string') &&
    COUNTS.every((name) => Number.isSafeInteger(receipt[name]) && (receipt[name] as number) >= 0) &&
    receipt.id === `${String(receipt.submission)}.${String(receipt.index)}` &&
    [salt, hash, mac ?? hash].every((text) => typeof text === 'string' && HEX.test(text)) &&
    [intentAt, sendBy].every(isAt) &&
    [answeredAt, endedAt].every((time) => time === undefined || isAt(time)) &&
    (isBatch(batchId) || (state !== 'accepted' && batchId === undefined))
  );
}

function isBatch(batchId: unknown): boolean {
  try {
    assertPathKey('batchId', batchId);
    return true;
  } catch {
    return false;
  }
}
