import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { BenchServer } from './start-server';

/** One run of one contender. */
export interface Measurement {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakRssMb: number;
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
export async function runContender(file: string, server: BenchServer): Promise<Measurement> {
  const { stdout } = await promisify(execFile)(process.execPath, [HARNESS, file, server.url]);
  const { records, sum, ...measurement } = JSON.parse(stdout) as ContenderOutput;
  if (records !== server.records || sum !== server.sum) {
    throw new Error(
      `${file} read ${records} records with the sum ${sum}; there are ${server.records} with the sum ${server.sum}.`,
    );
  }
  return measurement;
}
