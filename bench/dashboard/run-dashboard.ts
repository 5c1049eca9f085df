import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A view that was read once; all times in ms. */
export interface DashboardRun {
  /** From the first page that came until the last one was shown. */
  readonly wallMs: number;
  /** Tasks over 50 ms until the first page came, which start the application. */
  readonly longTasksBefore: readonly number[];
  /** Tasks over 50 ms from then on. */
  readonly longTasks: readonly number[];
  /** Clicks and keys whose effect was shown after more than 16 ms; rounded to 8 ms by the browser. */
  readonly slowInteractions: readonly number[];
}

/** The runs of a view. */
export interface DashboardRuns {
  readonly name: string;
  readonly runs: readonly DashboardRun[];
}

const HARNESS = join(import.meta.dirname, 'harness.mjs');

/** Opens the built dashboard in a browser before the simulator, in a process of its own. */
export async function runDashboard(records: number, rounds: number): Promise<readonly DashboardRuns[]> {
  const args = [HARNESS, String(records), String(rounds)];
  const running = promisify(execFile)(process.execPath, args);
  running.child.stderr?.pipe(process.stderr);
  const { stdout } = await running;
  return JSON.parse(stdout) as readonly DashboardRuns[];
}
