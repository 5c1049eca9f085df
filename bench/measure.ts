import { interleave } from './interleave';
import { type Reading, runContender } from './run-contender';
import { type Entry, Results, type Scenario } from './scenarios/scenario';
import type { BenchServer } from './start-server';

/** Gives the server for a list and a latency. */
export type ServerOf = (records: number, latency: number) => Promise<BenchServer>;

/** Lets every entry of a scenario read once a round, in turns. */
export async function measure(
  scenario: Scenario,
  rounds: number,
  serverOf: ServerOf,
  onRound: (round: number) => void,
): Promise<Results> {
  const readings = new Map<Entry, Reading>();
  for (const entry of scenario.entries) readings.set(entry, await readingOf(scenario, entry, serverOf));
  const prepared = await scenario.prepare?.();
  try {
    const tasks = [...readings].map(
      ([{ contender }, reading]) =>
        () =>
          runContender({ ...contender, options: { ...contender.options, ...prepared?.options } }, reading),
    );
    const results = await interleave(tasks, rounds, onRound);
    return new Results(new Map(scenario.entries.map(({ name }, index) => [name, results[index] ?? []])));
  } finally {
    await prepared?.remove();
  }
}

async function readingOf(scenario: Scenario, { records }: Entry, serverOf: ServerOf): Promise<Reading> {
  const { warmUp, latency, tiny = false } = scenario;
  // Any list will do where none is read.
  const server = await serverOf(tiny ? 1 : records, latency);
  return tiny ? { url: server.url, records, sum: records, warmUp } : { ...server, warmUp };
}
