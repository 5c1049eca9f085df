import { median } from '../statistics';
import { table } from '../table';
import type { DashboardRun, DashboardRuns } from './run-dashboard';

const LIMIT_MS = 50;

/** How long the page was busy at a stretch, the worst of all rounds, and whether it stayed within the limit. */
export function dashboardReport(views: readonly DashboardRuns[], records: number): string {
  const header = ['', 'ms', 'records/s', `tasks > ${LIMIT_MS} ms`, 'longest', 'slowest reaction', 'at start'];
  const rows = views.map(({ name, runs }) => {
    const wallMs = median(runs.map((run) => run.wallMs));
    const worst = (of: (run: DashboardRun) => readonly number[], least: number): string => {
      const longest = Math.max(...runs.flatMap(of), 0);
      return longest === 0 ? `< ${least}` : longest.toFixed(0);
    };
    return [
      name,
      wallMs.toFixed(0),
      Math.round(records / (wallMs / 1000)).toLocaleString('en-US'),
      String(countOf(runs)),
      worst(({ longTasks }) => longTasks, LIMIT_MS),
      worst(({ slowInteractions }) => slowInteractions, 16),
      worst(({ longTasksBefore }) => longTasksBefore, LIMIT_MS),
    ];
  });
  const targets = views.map(({ name, runs }) => {
    const count = countOf(runs);
    const met = count === 0 ? 'met' : 'NOT met';
    return `Tasks over ${LIMIT_MS} ms in ${runs.length} runs of ${name}: ${count} (target: none, ${met})`;
  });
  return [
    '## The dashboard in a browser, used while records stream in',
    '',
    table(header, rows),
    '',
    ...targets,
  ].join('\n');
}

const countOf = (runs: readonly DashboardRun[]): number => runs.flatMap(({ longTasks }) => longTasks).length;
