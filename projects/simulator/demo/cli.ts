import { Command, InvalidArgumentError } from 'commander';

/** What the demo can be told. */
export interface DemoOptions {
  readonly records: number;
  readonly pageSize: number;
  readonly out: string;
  readonly seed: number;
}

/** Reads the command line; throws commander's error for help and for bad values. */
export function parseCommandLine(argv: readonly string[]): DemoOptions {
  return new Command('imednet-demo')
    .description(
      'Exports a study from a faulty simulated server, and checks that nothing is lost or doubled.',
    )
    .exitOverride()
    .allowExcessArguments(false)
    .option('--records <count>', 'records of the study', whole(0), 20_000)
    .option('--page-size <count>', 'records per page', whole(1, 500), 500)
    .option('--out <file>', 'NDJSON file to write', 'out/records.ndjson')
    .option('--seed <number>', 'seed of the data and of the faults', whole(0), 2)
    .parse(argv, { from: 'user' })
    .opts<DemoOptions>();
}

function whole(min: number, max = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : NaN;
    if (value >= min && value <= max) return value;
    const range = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
    throw new InvalidArgumentError(`It must be a whole number ${range}.`);
  };
}
