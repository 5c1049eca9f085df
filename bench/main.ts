import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { type BenchOptions, parseCommandLine } from './cli';
import { machine } from './machine';
import { measureMemory, memoryTable, memoryTarget } from './memory';
import { cpuTarget, measureSpeed, speedTable } from './speed';
import { type BenchServer, startServer } from './start-server';
import { targetLine } from './target';

const USAGE_ERROR = 2;
const LONG_LIST_FACTOR = 10;
const BUILT_PACKAGE = join(import.meta.dirname, '../dist/imednet-rx/package.json');

async function bench({ rounds, records, json }: BenchOptions): Promise<void> {
  if (!existsSync(BUILT_PACKAGE))
    throw new Error('The built package is measured: run `npm run build` first.');
  const servers: BenchServer[] = [];
  try {
    const short = await startServer(records);
    servers.push(short);
    const { bytesPerRecord } = short;
    console.log(
      `${records.toLocaleString('en-US')} records of ${bytesPerRecord} bytes, pages of 500, median of ${rounds} rounds`,
    );
    console.log(`${machine()}\n`);
    const speed = await measureSpeed(short, rounds, roundOf('speed', rounds));
    console.log(`${speedTable(speed, records)}\n\n${targetLine(cpuTarget(speed))}\n`);

    servers.push(await startServer(records * LONG_LIST_FACTOR));
    const memory = await measureMemory(servers, rounds, roundOf('memory', rounds));
    console.log(`${memoryTable(memory)}\n\n${targetLine(memoryTarget(memory))}`);

    if (json === undefined) return;
    const targets = [cpuTarget(speed), memoryTarget(memory)];
    const report = { machine: machine(), records, rounds, bytesPerRecord, speed, memory, targets };
    await writeFile(json, `${JSON.stringify(report, null, 2)}\n`);
  } finally {
    for (const server of servers) server.stop();
  }
}

/** On stderr, so that the tables can be redirected. */
function roundOf(scenario: string, rounds: number): (round: number) => void {
  return (round) => {
    console.error(`${scenario}: round ${round} of ${rounds}`);
  };
}

try {
  await bench(parseCommandLine(process.argv.slice(2)));
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : USAGE_ERROR;
  } else {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
