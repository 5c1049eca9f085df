import { medians, pairedRatio } from './statistics';
import type { Results, Scenario } from './scenarios/scenario';
import { table } from './table';
import { targetLine } from './target';

/** A scenario's medians, each with its ratio to the first entry, and whether its targets are met. */
export function reportOf({ title, entries, targets }: Scenario, results: Results): string {
  const first = results.of(entries[0]?.name ?? '');
  const counted = entries.some(({ name }) => medians(results.of(name)).mostPages > 0);
  const header = [
    ...['', 'wall ms', '×', 'CPU ms', '×', 'records/s', 'peak RSS MB', '×'],
    ...(counted ? ['pages waiting'] : []),
  ];
  const rows = entries.map(({ name, records }) => {
    const runs = results.of(name);
    const { wallMs, cpuMs, peakRssMb, mostPages } = medians(runs);
    return [
      name,
      ...[wallMs.toFixed(0), pairedRatio(runs, first, 'wallMs').toFixed(2)],
      ...[cpuMs.toFixed(0), pairedRatio(runs, first, 'cpuMs').toFixed(2)],
      Math.round(records / (wallMs / 1000)).toLocaleString('en-US'),
      ...[peakRssMb.toFixed(0), pairedRatio(runs, first, 'peakRssMb').toFixed(2)],
      ...(counted ? [mostPages.toFixed(0)] : []),
    ];
  });
  const lines = targets(results).map(targetLine);
  return [`## ${title}`, '', table(header, rows), ...(lines.length > 0 ? ['', ...lines] : [])].join('\n');
}
