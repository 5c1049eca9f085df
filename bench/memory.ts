import { LIBRARY } from './contenders';
import { interleave } from './interleave';
import { type Measurement, runContender } from './run-contender';
import type { BenchServer } from './start-server';
import { medians } from './statistics';
import { table } from './table';
import { type Target, targetAtMost } from './target';

const MAX_RATIO = 1.25;

/** All runs of the library over a list of one length. */
export interface LengthRuns {
  readonly records: number;
  readonly runs: readonly Measurement[];
}

/** Lets the library read each of the lists in each round. */
export async function measureMemory(
  servers: readonly BenchServer[],
  rounds: number,
  onRound: (round: number) => void,
): Promise<LengthRuns[]> {
  const tasks = servers.map((server) => () => runContender(LIBRARY.file, server));
  const results = await interleave(tasks, rounds, onRound);
  return servers.map(({ records }, index) => ({ records, runs: results[index] ?? [] }));
}

/** The medians of each length. */
export function memoryTable(results: readonly LengthRuns[]): string {
  const rows = results.map(({ records, runs }) => {
    const { wallMs, peakRssMb } = medians(runs);
    return [
      `${LIBRARY.name}, ${records.toLocaleString('en-US')} records`,
      wallMs.toFixed(0),
      peakRssMb.toFixed(0),
    ];
  });
  return table(['list', 'wall ms', 'peak RSS MB'], rows);
}

/** Whether the memory of the library is independent of the length of the list. */
export function memoryTarget(results: readonly LengthRuns[]): Target {
  const [short = NaN, long = NaN] = results.map(({ runs }) => medians(runs).peakRssMb);
  return targetAtMost('Peak RSS of the long list to the short one', long / short, MAX_RATIO);
}
