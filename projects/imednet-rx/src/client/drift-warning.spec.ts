import { RecordedLog } from '../../spec/recorded-log';
import { setDefaultLogger } from '../observability/default-logger';
import { Telemetry } from '../observability/telemetry';
import { DriftLedger } from '../validation/drift-ledger';
import { reportLists } from './report-lists';

describe('a list that drifts without a subscriber', () => {
  const drift = { page: 3, totalBefore: 9, totalAfter: 8, repeated: 1, mayMiss: true };
  const PATH = '/api/v1/edc/studies/SECRET-STUDY/records';
  let warned: jasmine.Spy;
  beforeEach(() => {
    warned = spyOn(console, 'warn');
  });
  afterEach(() => {
    setDefaultLogger(undefined);
  });

  const report = (telemetry: Telemetry, ...paths: string[]): void => {
    const lists = reportLists(telemetry, new DriftLedger(), new Set());
    for (const path of paths) {
      lists.drifted(drift);
      lists.unobservedDrift?.(drift, path);
    }
  };

  it('is a warning on the console, once for each list, without a value of the query', () => {
    report(new Telemetry(), PATH, PATH, PATH.replace('records', 'sites'));
    expect(warned.calls.allArgs()).toEqual(
      ['records', 'sites'].map((resource) => [
        jasmine.stringMatching(/^imednet-rx: a list changed while it was read/),
        {
          ...{ route: `/api/v1/edc/studies/{studyKey}/${resource}` },
          ...{ page: 3, repeated: 1, mayMiss: true },
        },
      ]),
    );
    expect(JSON.stringify(warned.calls.allArgs())).not.toContain('SECRET');
  });

  it('is a log entry where there is a logger, own or default, and nothing on the console', () => {
    const log = new RecordedLog();
    report(new Telemetry({ logger: log }), PATH);
    setDefaultLogger(log);
    report(new Telemetry(), PATH);
    expect(log.lines.map(([level]) => level)).toEqual(['warn', 'warn']);
    expect(warned).not.toHaveBeenCalled();
  });

  it('withholds what is redacted', () => {
    report(new Telemetry({ redact: (name) => name === 'route' }), PATH);
    expect(warned.calls.mostRecent().args[1]).toEqual({ page: 3, repeated: 1, mayMiss: true });
  });
});
