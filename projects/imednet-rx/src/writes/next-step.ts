import type { WriteReceipt } from '../models/write-receipt';

/** What is to be done about a batch. */
export type NextStep = 'send' | 'poll' | 'none' | 'failed' | 'reconcile';

/** Whatever may have been written is never sent. */
export function nextStep(receipt: WriteReceipt | undefined): NextStep {
  switch (receipt?.state) {
    case undefined:
    case 'not-written':
      return 'send';
    case 'accepted':
      return 'poll';
    case 'succeeded':
      return 'none';
    case 'failed':
      return 'failed';
    case 'intent':
    case 'unknown':
      return 'reconcile';
  }
}
