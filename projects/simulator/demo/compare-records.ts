import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { ImednetRecord } from 'imednet-rx';

/** How a file of records compares to what it should hold. */
export interface Comparison {
  readonly records: number;
  readonly unique: number;
  readonly expected: number;
  /** What is wrong; empty if every record is there exactly once. */
  readonly problems: readonly string[];
}

/** Reads the file back and compares its record numbers with those of the server. */
export async function compareRecords(file: string, expected: Iterable<ImednetRecord>): Promise<Comparison> {
  const found = new Map<number, number>();
  let records = 0;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    const { recordId } = JSON.parse(line) as ImednetRecord;
    found.set(recordId, (found.get(recordId) ?? 0) + 1);
    records++;
  }

  const known = new Set(Array.from(expected, ({ recordId }) => recordId));
  const counts = {
    missing: [...known].filter((id) => !found.has(id)).length,
    repeated: [...found.values()].filter((times) => times > 1).length,
    unknown: [...found.keys()].filter((id) => !known.has(id)).length,
  };
  return {
    records,
    unique: found.size,
    expected: known.size,
    problems: Object.entries(counts)
      .filter(([, count]) => count > 0)
      .map(([kind, count]) => `${kind} records: ${count}`),
  };
}
