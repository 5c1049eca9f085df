import { AXIOS, CONTENDERS, LIBRARY, REFERENCE } from './contenders';
import { interleave } from './interleave';
import { type Measurement, runContender } from './run-contender';
import type { BenchServer } from './start-server';
import { medians } from './statistics';
import { table } from './table';
import { type Target, targetAtMost } from './target';

const MAX_CPU_RATIO = 1.1;

/** All runs of a contender. */
export interface ContenderRuns {
  readonly name: string;
  readonly runs: readonly Measurement[];
}

/** Lets every contender read the list in each round. */
export async function measureSpeed(
  server: BenchServer,
  rounds: number,
  onRound: (round: number) => void,
): Promise<ContenderRuns[]> {
  const tasks = CONTENDERS.map(
    ({ file }) =>
      () =>
        runContender(file, server),
  );
  const results = await interleave(tasks, rounds, onRound);
  return CONTENDERS.map(({ name }, index) => ({ name, runs: results[index] ?? [] }));
}

/** The medians, each followed by its ratio to the reference. */
export function speedTable(results: readonly ContenderRuns[], records: number): string {
  const reference = mediansOf(results, REFERENCE.name);
  const header = ['contender', 'wall ms', '×', 'CPU ms', '×', 'records/s', 'peak RSS MB', '×'];
  const rows = results.map(({ name, runs }) => {
    const { wallMs, cpuMs, peakRssMb } = medians(runs);
    return [
      name,
      ...[wallMs.toFixed(0), (wallMs / reference.wallMs).toFixed(2)],
      ...[cpuMs.toFixed(0), (cpuMs / reference.cpuMs).toFixed(2)],
      Math.round(records / (wallMs / 1000)).toLocaleString('en-US'),
      ...[peakRssMb.toFixed(0), (peakRssMb / reference.peakRssMb).toFixed(2)],
    ];
  });
  return table(header, rows);
}

/** Whether the library costs about as much CPU time as the axios below it. */
export function cpuTarget(results: readonly ContenderRuns[]): Target {
  const ratio = mediansOf(results, LIBRARY.name).cpuMs / mediansOf(results, AXIOS.name).cpuMs;
  return targetAtMost(`CPU time of ${LIBRARY.name} to ${AXIOS.name}`, ratio, MAX_CPU_RATIO);
}

function mediansOf(results: readonly ContenderRuns[], name: string): Measurement {
  return medians(results.find((result) => result.name === name)?.runs ?? []);
}
