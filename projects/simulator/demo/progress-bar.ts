import { Presets, SingleBar } from 'cli-progress';

/** Shows how many records there are, as a bar in a terminal and as plain lines elsewhere. */
export class ProgressBar {
  readonly #bar = new SingleBar(
    {
      format: '{bar} {percentage}% | {value}/{total} records | page {page}',
      noTTYOutput: true,
      notTTYSchedule: 500,
      // Left to the caller, who has to close more than a bar.
      gracefulExit: false,
    },
    Presets.shades_classic,
  );

  constructor(total: number) {
    this.#bar.start(total, 0, { page: 0 });
  }

  /** Adds a page. */
  advance(records: number, page: number, total: number | null): void {
    if (total !== null) this.#bar.setTotal(total);
    this.#bar.increment(records, { page });
  }

  stop(): void {
    this.#bar.stop();
  }
}
