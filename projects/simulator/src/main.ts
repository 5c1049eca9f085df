import { CommanderError } from 'commander';
import { parseCommandLine } from './cli';
import type { SimulatorOptions } from './simulator-options';
import { startSimulator } from './start-simulator';

const USAGE_ERROR = 2;

async function main(): Promise<void> {
  let options: SimulatorOptions;
  try {
    options = parseCommandLine(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? 0 : USAGE_ERROR;
    return;
  }
  const simulator = await startSimulator(options);
  console.log(`imednet simulator listening on ${simulator.url}`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void simulator.close());
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = error instanceof RangeError ? USAGE_ERROR : 1;
});
