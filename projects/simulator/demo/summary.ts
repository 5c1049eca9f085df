import type { StatsSnapshot } from '../src/stats';
import type { Comparison } from './compare-records';

/** What a run is judged by. */
export interface DemoRun {
  readonly comparison: Comparison;
  readonly pages: number;
  readonly stats: StatsSnapshot;
  readonly milliseconds: number;
  readonly file: string;
}

/** The run in a few lines, without any of the data. */
export function summarize({ comparison, pages, stats, milliseconds, file }: DemoRun): string {
  const { records, unique, expected, problems } = comparison;
  const faults = Object.entries(stats.faults).map(([kind, count]) => `${kind} ${count}×`);
  const rows = [
    ['records', `${number(records)}, ${number(unique)} of them unique; the server has ${number(expected)}`],
    ['pages', number(pages)],
    ['requests', `${number(stats.requests)}, ${number(stats.requests - pages)} of them retries`],
    ['faults', faults.length === 0 ? 'none' : faults.join(', ')],
    ['duration', `${(milliseconds / 1000).toFixed(2)} s`],
    ['throughput', `${number(Math.round(records / (milliseconds / 1000)))} records/s`],
    ['file', file],
  ] as const;
  const verdict =
    problems.length === 0 ? 'OK: every record arrived exactly once.' : ['FAILED:', ...problems].join('\n  ');
  return `${rows.map(([name, value]) => `  ${name.padEnd(11)}${value}`).join('\n')}\n\n${verdict}`;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
