import { Command, InvalidArgumentError } from 'commander';
import { FAULT_KINDS, isFaultKind } from './faults/fault-kind';
import { FaultPlan } from './faults/fault-plan';
import type { FaultRates } from './faults/fault-plan';
import type { SimulatorOptions } from './simulator-options';
import { wholeNumber } from './whole-number';

/** The options as the command line gives them, which name rates by `--fault`. */
type CommandLine = Omit<SimulatorOptions, 'faults'> & { readonly fault?: FaultRates };

/** Reads the command line; throws commander's error for help and for bad values. */
export function parseCommandLine(argv: readonly string[]): SimulatorOptions {
  const command = simulatorCommand();
  command.parse(argv, { from: 'user' });
  const { fault, ...options } = command.opts<CommandLine>();
  return fault ? { ...options, faults: fault } : options;
}

function simulatorCommand(): Command {
  return new Command('imednet-simulator')
    .description('A fake iMednet EDC server with reproducible data and faults.')
    .exitOverride()
    .allowExcessArguments(false)
    .option('--port <number>', 'port to listen on; 0 takes any free one', wholeNumber(0, 65_535), 8080)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--seed <number>', 'seed of the data', wholeNumber(0), 1)
    .option('--studies <count>', 'number of studies (default: 1)', wholeNumber(1, 1000))
    .option('--sites <count>', 'sites of each study (default: 5)', wholeNumber(1))
    .option('--subjects <count>', 'subjects of each study (default: 50)', wholeNumber(0))
    .option('--visits-per-subject <count>', 'visits of each subject (default: 4)', wholeNumber(1))
    .option('--study-start <day>', 'when the first study began, YYYY-MM-DD (default: 2024-01-08)', day)
    .option('--records-per-visit <count>', 'records of each visit (default: 3)', wholeNumber(1))
    .option('--records <count>', 'exact number of records of each study', wholeNumber(0))
    .option('--api-key <key>', 'refuse requests without this x-api-key')
    .option('--security-key <key>', 'refuse requests without this x-imn-security-key')
    .option('--latency <ms>', 'milliseconds before each answer', wholeNumber(0), 0)
    .option('--fault <kind=rate>', `share of requests to fail (repeatable); ${FAULT_KINDS.join(', ')}`, fault)
    .option('--fault-seed <number>', 'seed of the choice of faults (default: the seed)', wholeNumber(0))
    .option('--retry-after <value>', 'Retry-After of the fault 429: seconds or an HTTP date (default: 1)')
    .option('--drip-ms <ms>', 'milliseconds between bytes of the fault drip (default: 100)', wholeNumber(1))
    .option('--hang-ms <ms>', 'close a hanging connection after this time (default: never)', wholeNumber(1))
    .option('--cors <origin>', 'let browsers call from this origin, or * for any')
    .option('--cache-bodies', 'keep serialised pages until data change')
    .option('--control', 'let clients change faults and data below /__control');
}

/** Midnight of a day, UTC. */
function day(text: string): Date {
  const date = new Date(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : NaN);
  if (Number.isNaN(date.getTime())) throw new InvalidArgumentError('It must be a day, YYYY-MM-DD.');
  return date;
}

function fault(text: string, previous: FaultRates = {}): FaultRates {
  const [, kind = '', rate] = /^([^=]+)=(\d*\.?\d+)$/.exec(text) ?? [];
  if (!isFaultKind(kind)) {
    throw new InvalidArgumentError(`It must be kind=rate, where kind is one of ${FAULT_KINDS.join(', ')}.`);
  }
  const rates = { ...previous, [kind]: Number(rate) };
  try {
    new FaultPlan(rates, 0);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
  return rates;
}
