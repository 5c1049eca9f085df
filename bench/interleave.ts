/**
 * Runs every task once a round, in turn, so that a slow minute of the machine hits all of them alike.
 *
 * @returns the results of each task, in the order of the tasks
 */
export async function interleave<T>(
  tasks: readonly (() => Promise<T>)[],
  rounds: number,
  onRound: (round: number) => void,
): Promise<T[][]> {
  const results: T[][] = tasks.map(() => []);
  for (let round = 1; round <= rounds; round++) {
    onRound(round);
    for (const [index, task] of tasks.entries()) results[index]?.push(await task());
  }
  return results;
}
