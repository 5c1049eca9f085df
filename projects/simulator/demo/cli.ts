import { Command } from 'commander';
import { wholeNumber } from '../src/whole-number';

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
    .option('--records <count>', 'records of the study', wholeNumber(0), 20_000)
    .option('--page-size <count>', 'records per page', wholeNumber(1, 500), 500)
    .option('--out <file>', 'NDJSON file to write', 'out/records.ndjson')
    .option('--seed <number>', 'seed of the data and of the faults', wholeNumber(0), 2)
    .parse(argv, { from: 'user' })
    .opts<DemoOptions>();
}
