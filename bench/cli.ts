import { Command, InvalidArgumentError } from 'commander';

/** What a bench can be told. */
export interface BenchOptions {
  readonly rounds: number;
  readonly records: number;
  readonly only?: readonly string[];
  readonly report?: string;
}

/** Reads the command line; throws commander's error for help and for bad values. */
export function parseCommandLine(argv: readonly string[]): BenchOptions {
  return new Command('bench')
    .description('Measures the built library beside other ways to read the same pages.')
    .exitOverride()
    .allowExcessArguments(false)
    .option('--rounds <count>', 'runs of each contender', whole, 5)
    .option(
      '--records <count>',
      'records to read; ten times as many for the memory of long lists',
      whole,
      100_000,
    )
    .option('--only <scenario...>', 'run these scenarios alone')
    .option('--report <file>', 'also write the tables to this file, as Markdown')
    .parse(argv, { from: 'user' })
    .opts<BenchOptions>();
}

function whole(text: string): number {
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= 1 && Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError('It must be a whole number of at least 1.');
}
