const MANY = 5_000;

/** Time between two polls of a list, in ms: a long list is asked for less often. */
export function pollEvery(rows: number): number {
  return rows > MANY ? 15_000 : 3_000;
}
