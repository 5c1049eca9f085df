import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Contender } from './contenders';

/** One run of one contender. */
export interface Measurement {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakRssMb: number;
  /** Most pages that waited for the consumer at any time; 0 where nothing counts them. */
  readonly mostPages: number;
}

/** What a contender reads, and what it must have seen when it is done. */
export interface Reading {
  readonly url: string;
  readonly records: number;
  readonly sum: number;
  /** Study that is read before the clock starts. */
  readonly warmUp: 'WARM-UP' | 'LONG-WARM-UP' | 'LONGEST-WARM-UP';
}

interface ContenderOutput extends Measurement {
  readonly records: number;
  readonly sum: number;
}

const HARNESS = join(import.meta.dirname, 'contenders/harness.mjs');

/**
 * Runs a contender in a Node process of its own, without loaders or flags.
 *
 * @throws Error when it did not see every record exactly once: a wrong result has no speed
 */
export async function runContender(contender: Contender, reading: Reading): Promise<Measurement> {
  const args = [
    HARNESS,
    contender.file,
    reading.url,
    reading.warmUp,
    JSON.stringify(contender.options ?? {}),
  ];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const { records, sum, ...measurement } = JSON.parse(stdout) as ContenderOutput;
  if (records !== reading.records || sum !== reading.sum) {
    throw new Error(
      `${contender.name} read ${records} records with the sum ${sum}; there are ${reading.records} with the sum ${reading.sum}.`,
    );
  }
  return measurement;
}
