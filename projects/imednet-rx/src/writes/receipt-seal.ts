import { InvalidArgumentError } from '../errors/client-error';
import type { WriteReceipt } from '../models/write-receipt';
import { canonicalJson } from './canonical-json';
import { keyedHash } from './keyed-hash';

/** Protects receipts by a message authentication code over everything in them. */
export interface ReceiptSeal {
  /** Adds the code; it replaces one of an earlier state. */
  seal(receipt: WriteReceipt): Promise<WriteReceipt>;
  /** @throws InvalidArgumentError for a receipt whose code is missing or wrong */
  check(receipt: WriteReceipt): Promise<void>;
}

/**
 * Creates the seal of a secret: HMAC-SHA-256 over the canonical JSON of a receipt.
 *
 * @throws ConfigurationError where there is no Web Crypto
 */
export function receiptSeal(secret: string): ReceiptSeal {
  const hash = keyedHash('', secret);
  const macOf = async ({ mac: _mac, ...receipt }: WriteReceipt): Promise<string> =>
    // As JSON, so that what storage keeps of it is what counts.
    hash(`receipt ${canonicalJson(JSON.parse(JSON.stringify(receipt)))}`);
  return {
    seal: async (receipt) => ({ ...receipt, mac: await macOf(receipt) }),
    check: async (receipt) => {
      // What has no JSON form, was not saved by a journal either.
      if (receipt.mac !== undefined && receipt.mac === (await macOf(receipt).catch(() => undefined))) return;
      throw new InvalidArgumentError(
        'The `mac` of a receipt is missing or wrong: it was changed, or sealed with another `secret` or none. ' +
          'Nothing was sent. Pass receipts exactly as they were saved, with the `secret` of their submission.',
      );
    },
  };
}
