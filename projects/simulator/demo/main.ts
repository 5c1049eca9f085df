import { CommanderError } from 'commander';
import { type DemoOptions, parseCommandLine } from './cli';
import { exportStudy } from './export-study';
import { summarize } from './summary';

const USAGE_ERROR = 2;
const STOPPED_BY_SIGINT = 130;

async function main(): Promise<number> {
  const options = readOptions();
  if (typeof options === 'number') return options;
  const stop = new AbortController();
  process.once('SIGINT', () => {
    stop.abort();
  });
  try {
    const run = await exportStudy(options, stop.signal);
    console.log(`\n${summarize(run)}`);
    return run.comparison.problems.length === 0 ? 0 : 1;
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    console.log('\nStopped. Nothing was written.');
    return STOPPED_BY_SIGINT;
  }
}

/** The options, or the exit code if there is nothing to run. */
function readOptions(): DemoOptions | number {
  try {
    return parseCommandLine(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : USAGE_ERROR;
  }
}

main().then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
