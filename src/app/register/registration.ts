import type { WriteReceipt, WriteState, WriteVerdict } from 'imednet-rx';

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
  readonly phase: 'sending' | 'registered' | 'failed' | 'unknown' | 'not-written';
  /** What is known of it, one receipt for each state that it has been in. */
  readonly receipts: readonly WriteReceipt[];
  readonly error?: unknown;
  /** Keys of subjects with these answers. */
  readonly found: readonly string[];
  /** Time until looking again may tell more, in ms; `null` while nobody has looked. */
  readonly waitFor: number | null;
}

export type RegistrationEvent =
  | { readonly type: 'receipt'; readonly receipt: WriteReceipt }
  | { readonly type: 'failed'; readonly error: unknown; readonly isUnknown: boolean }
  | { readonly type: 'completed' }
  | { readonly type: 'found'; readonly subjectKeys: readonly string[] }
  | { readonly type: 'looked'; readonly verdict: Pick<WriteVerdict, 'verdict' | 'waitFor'> };

/** Where a registration begins. */
export function begun(of: NewRegistration): Registration {
  return { of, phase: 'sending', receipts: [], found: [], waitFor: null };
}

const PHASES: Partial<Readonly<Record<WriteState, Registration['phase']>>> = {
  succeeded: 'registered',
  failed: 'failed',
  'not-written': 'failed',
  unknown: 'unknown',
};

const VERDICTS = { applied: 'registered', 'not-applied': 'not-written', undecided: 'unknown' } as const;

/** Applies an event. What is unknown stays so, whatever else is told, until a look has decided it. */
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
    case 'found':
      return { ...state, found: event.subjectKeys };
    case 'looked': {
      const { verdict, waitFor } = event.verdict;
      return { ...state, phase: VERDICTS[verdict], waitFor };
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
