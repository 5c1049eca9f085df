import type { WriteReceipt, WriteState } from 'imednet-rx';

/** A subject to be registered. */
export interface NewRegistration {
  readonly studyKey: string;
  readonly formKey: string;
  readonly siteId: number;
  readonly data: Readonly<Record<string, unknown>>;
  /** What iMednet's clock said before it was sent, in ms since the epoch; `null` where it has never told. */
  readonly sentAt: number | null;
}

/** How far a registration has come. */
export interface Registration {
  readonly of: NewRegistration;
  readonly phase: 'sending' | 'registered' | 'failed' | 'unknown';
  /** What is known of it, one receipt for each state that it has been in. */
  readonly receipts: readonly WriteReceipt[];
  readonly error?: unknown;
  /** Keys of subjects that were found to be it; `null` while nobody has looked. */
  readonly found: readonly string[] | null;
}

export type RegistrationEvent =
  | { readonly type: 'receipt'; readonly receipt: WriteReceipt }
  | { readonly type: 'failed'; readonly error: unknown; readonly isUnknown: boolean }
  | { readonly type: 'completed' }
  | { readonly type: 'found'; readonly subjectKeys: readonly string[] };

/** Where a registration begins. */
export function begun(of: NewRegistration): Registration {
  return { of, phase: 'sending', receipts: [], found: null };
}

const PHASES: Partial<Readonly<Record<WriteState, Registration['phase']>>> = {
  succeeded: 'registered',
  failed: 'failed',
  'not-written': 'failed',
  unknown: 'unknown',
};

/** Applies an event. What is unknown stays so, whatever else is told, until the subject was found. */
export function advanceRegistration(state: Registration, event: RegistrationEvent): Registration {
  switch (event.type) {
    case 'receipt': {
      const { receipt } = event;
      const others = state.receipts.filter(({ revision }) => revision !== receipt.revision);
      const receipts = [...others, receipt].sort((a, b) => a.revision - b.revision);
      const last = receipts.at(-1) ?? receipt;
      return { ...state, receipts, phase: PHASES[last.state] ?? state.phase };
    }
    case 'failed':
      return {
        ...state,
        error: event.error,
        phase: event.isUnknown || state.phase === 'unknown' ? 'unknown' : 'failed',
      };
    case 'completed':
      return state.phase === 'sending' ? { ...state, phase: 'registered' } : state;
    case 'found': {
      const isIt = event.subjectKeys.length > 0;
      const phase = isIt && state.phase === 'unknown' ? 'registered' : state.phase;
      return { ...state, phase, found: event.subjectKeys };
    }
  }
}

/** Whether a record holds the very answers that were sent. */
export function holdsAnswers(
  recordData: Readonly<Record<string, unknown>>,
  data: Readonly<Record<string, unknown>>,
): boolean {
  return Object.entries(data).every(([name, value]) => textOf(recordData[name]) === textOf(value));
}

/** iMednet may send a number as a text, and the other way round. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}
