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
  /** What a look has shown that decided nothing; `null` while nobody has looked. */
  readonly look: Look | null;
  /** Why the last look could not be made. */
  readonly lookError?: unknown;
}

/** A look that decided nothing. */
export interface Look {
  /** Time until looking again may tell more, in ms; 0 when it is not a matter of time. */
  readonly waitFor: number;
  /** Whether iMednet says that it is still working on it. */
  readonly isRunning: boolean;
}

export type RegistrationEvent =
  | { readonly type: 'receipt'; readonly receipt: WriteReceipt }
  | { readonly type: 'failed'; readonly error: unknown; readonly isUnknown: boolean }
  | { readonly type: 'completed' }
  | { readonly type: 'found'; readonly subjectKeys: readonly string[] }
  | { readonly type: 'looked'; readonly verdict: Pick<WriteVerdict, 'verdict' | 'items' | 'waitFor'> }
  | { readonly type: 'look-failed'; readonly error: unknown };

/** Where a registration begins. */
export function begun(of: NewRegistration): Registration {
  return { of, phase: 'sending', receipts: [], found: [], look: null };
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
        phase: event.isUnknown || mayBeWritten(state) ? 'unknown' : 'failed',
      };
    case 'completed':
      return state.phase === 'sending' ? { ...state, phase: 'registered' } : state;
    case 'found':
      return { ...state, found: event.subjectKeys };
    case 'looked': {
      const { verdict, items, waitFor } = event.verdict;
      const isRunning = items.some(({ reason }) => reason === 'job-running');
      return { ...state, phase: VERDICTS[verdict], look: { waitFor, isRunning }, lookError: undefined };
    }
    case 'look-failed':
      return { ...state, lookError: event.error };
  }
}

/** iMednet goes on with what it has accepted, whether or not anybody can follow it. */
function mayBeWritten({ phase, receipts }: Registration): boolean {
  const last = receipts.at(-1)?.state;
  return phase === 'unknown' || last === 'intent' || last === 'accepted';
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
