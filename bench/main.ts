import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { parseCommandLine } from './cli';
import { machine } from './machine';
import { measure } from './measure';
import { reportOf } from './report';
import { backpressure } from './scenarios/backpressure';
import { latency } from './scenarios/latency';
import { memory } from './scenarios/memory';
import { observability } from './scenarios/observability';
import { pipeline } from './scenarios/pipeline';
import type { Scenario } from './scenarios/scenario';
import { throughput } from './scenarios/throughput';
import { validation } from './scenarios/validation';
import { ServerPool } from './server-pool';

const USAGE_ERROR = 2;
const BUILT_PACKAGE = join(import.meta.dirname, '../dist/imednet-rx/package.json');

async function bench(argv: readonly string[]): Promise<void> {
  const { rounds, records, only, report } = parseCommandLine(argv);
  if (!existsSync(BUILT_PACKAGE)) {
    throw new Error('The built package is measured: run `npm run build` first.');
  }
  const scenarios = chosen(
    [
      ...[throughput(records, 1), throughput(records, 8), latency(records)],
      ...[pipeline(), backpressure(records), memory(records, false), memory(records, true)],
      ...[observability(records), validation(records)],
    ],
    only,
  );
  const servers = new ServerPool();
  const sections: string[] = [];
  const print = (section: string): void => {
    sections.push(section);
    console.log(`${section}\n`);
  };
  try {
    print(`${machine()}\n${records.toLocaleString('en-US')} records, pages of 500, ${rounds} rounds`);
    for (const scenario of scenarios) {
      const results = await measure(scenario, rounds, servers.of, (round) => {
        // On stderr, so that the tables can be redirected.
        console.error(`${scenario.id}: round ${round} of ${rounds}`);
      });
      print(reportOf(scenario, results));
    }
    if (report !== undefined) await writeFile(report, asMarkdown(argv, sections));
  } finally {
    servers.stop();
  }
}

function chosen(scenarios: readonly Scenario[], only: readonly string[] | undefined): readonly Scenario[] {
  const ids = scenarios.map(({ id }) => id);
  const unknown = only?.filter((id) => !ids.includes(id)) ?? [];
  if (unknown.length > 0) {
    throw new Error(`No such scenario: ${unknown.join(', ')}. There are: ${ids.join(', ')}.`);
  }
  return scenarios.filter(({ id }) => only?.includes(id) ?? true);
}

function asMarkdown(argv: readonly string[], sections: readonly string[]): string {
  const command = ['npm run bench --', ...argv].join(' ');
  const blocks = sections.map((section) => {
    const [heading = '', ...rest] = section.split('\n');
    return heading.startsWith('## ')
      ? `${heading}\n\n\`\`\`text\n${rest.slice(1).join('\n')}\n\`\`\``
      : section.replaceAll('\n', '  \n');
  });
  return [
    '# Benchmarks',
    `Printed by \`${command}\`. How to read it: [bench/README.md](../bench/README.md).`,
    ...blocks,
  ]
    .join('\n\n')
    .concat('\n');
}

try {
  await bench(process.argv.slice(2));
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : USAGE_ERROR;
  } else {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
