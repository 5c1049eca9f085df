/**
 * What stands in for each module of the library that observes, by its path in `src/`: the least that the rest
 * works with.
 */
export const TELEMETRY_STUBS: Readonly<Record<string, string>> = {
  'client/report-lists.ts': 'export const reportLists = () => undefined;',
  'client/trace-operation.ts':
    'export const traceOperation = (client, telemetry, report, operation, run) => run(client);',
  'http/in-this-context.ts': 'export const inThisContext = (run) => run;',
  'interceptors/activate-context.ts': 'export const activateContext = (request, next) => next(request);',
  'interceptors/log-attempts.ts': passThrough('logAttempts'),
  'interceptors/measure-attempts.ts': passThrough('measureAttempts'),
  'interceptors/propagate-trace.ts': passThrough('propagateTrace'),
  'interceptors/report-circuits.ts': 'export const reportCircuits = () => undefined;',
  'interceptors/report-flow.ts': 'export const reportFlow = () => undefined;',
  'interceptors/report-retries.ts': 'export const reportRetries = () => undefined;',
  'interceptors/return-to-caller.ts': 'export const returnToCaller = (request, next) => next(request);',
  'interceptors/trace-attempts.ts': passThrough('traceAttempts'),
  'observability/telemetry.ts': 'export class Telemetry {} export const activeContext = () => undefined;',
};

function passThrough(step: string): string {
  return `export const ${step} = () => (request, next) => next(request);`;
}
