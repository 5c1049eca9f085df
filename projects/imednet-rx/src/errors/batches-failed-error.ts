import { ImednetError } from './imednet-error';

/** Some of the batches of a submission did not succeed; all of them have been followed to their end. */
export class BatchesFailedError extends ImednetError {
  /** @param failures - why, by the batch's `index` */
  constructor(readonly failures: ReadonlyMap<number, unknown>) {
    super(
      `${String(failures.size)} of the batches did not succeed: number ${[...failures.keys()].join(', ')}. Each one's error ` +
        'is in `failures`, and its receipt was emitted.',
    );
  }

  override get name(): string {
    return 'BatchesFailedError';
  }

  /** Names of the failures alone: one of the caller's own journal could hold anything. */
  override toJSON(): Record<string, unknown> {
    return { name: this.name, message: this.message, failures: [...this.failures.keys()] };
  }
}
