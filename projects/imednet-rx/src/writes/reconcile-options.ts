import type { SubmitOptions } from './submit-options';

/**
 * How the effect of a batch is looked for.
 *
 * With the `receipts` of the submission, what other batches surely wrote is not taken for a trace of this one.
 */
export interface ReconcileOptions extends Pick<
  SubmitOptions,
  'studyKey' | 'secret' | 'traceContext' | 'receipts'
> {
  /**
   * How long the server may need to begin with a batch and to show its effect, in ms; 600 000 by default. Before that
   * nothing is declared as not applied.
   */
  readonly settle?: number;
  /** How far the clocks of who wrote and of the server may be apart, in ms; 600 000 by default. */
  readonly overlap?: number;
}
