import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { parseCommandLine } from './cli';
import { dashboardReport } from './dashboard/dashboard-report';
import { runDashboard } from './dashboard/run-dashboard';
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
const BUILT = ['imednet-rx/package.json', 'dashboard/browser/index.html'];

/** A part of the report. */
interface Section {
  /** For `--only`. */
  readonly id: string;
  measure(): Promise<string>;
}

async function bench(argv: readonly string[]): Promise<void> {
  const { rounds, records, only, report } = parseCommandLine(argv);
  if (!BUILT.every((file) => existsSync(join(import.meta.dirname, '../dist', file)))) {
    throw new Error('What is built is measured: run `npm run build:dashboard` first.');
  }
  const servers = new ServerPool();
  const contest = (scenario: Scenario): Section => ({
    id: scenario.id,
    measure: async () =>
      reportOf(
        scenario,
        await measure(scenario, rounds, servers.of, (round) => {
          // On stderr, so that the tables can be redirected.
          console.error(`${scenario.id}: round ${round} of ${rounds}`);
        }),
      ),
  });
  const sections = chosen(
    [
      ...[throughput(records, 1), throughput(records, 8), latency(records)].map(contest),
      ...[pipeline(), backpressure(records), memory(records, false), memory(records, true)].map(contest),
      ...[observability(records), validation(records)].map(contest),
      {
        id: 'dashboard',
        measure: async () => dashboardReport(await runDashboard(records, rounds), records),
      },
    ],
    only,
  );
  const printed: string[] = [];
  const print = (section: string): void => {
    printed.push(section);
    console.log(`${section}\n`);
  };
  try {
    print(`${machine()}\n${records.toLocaleString('en-US')} records, pages of 500, ${rounds} rounds`);
    for (const section of sections) print(await section.measure());
    if (report !== undefined) await writeFile(report, asMarkdown(argv, printed));
  } finally {
    servers.stop();
  }
}

function chosen(sections: readonly Section[], only: readonly string[] | undefined): readonly Section[] {
  const ids = sections.map(({ id }) => id);
  const unknown = only?.filter((id) => !ids.includes(id)) ?? [];
  if (unknown.length > 0) {
    throw new Error(`No such scenario: ${unknown.join(', ')}. There are: ${ids.join(', ')}.`);
  }
  return sections.filter(({ id }) => only?.includes(id) ?? true);
}

function asMarkdown(argv: readonly string[], printed: readonly string[]): string {
  const command = ['npm run bench --', ...argv].join(' ');
  const blocks = printed.map((section) => {
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
