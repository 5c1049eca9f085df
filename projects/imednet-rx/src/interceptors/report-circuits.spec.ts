import { RecordedLog } from '../../spec/recorded-log';
import { Telemetry } from '../observability/telemetry';
import { HostCircuits } from './host-circuits';
import { reportCircuits } from './report-circuits';

describe('reportCircuits', () => {
  it('writes each change of a circuit, with its host, and nothing of the others', () => {
    const log = new RecordedLog();
    const circuits = new HostCircuits(
      { failures: 1, openFor: 10 },
      reportCircuits(new Telemetry({ logger: log })),
    );
    const breaker = circuits.of('api.test:8443');
    circuits.of('other.test').tryEnter(0)?.settle('success', 1);
    breaker.tryEnter(0)?.settle('failure', 1);
    breaker.tryEnter(11)?.settle('failure', 12);
    breaker.tryEnter(22)?.settle('success', 23);
    const host = 'api.test:8443';
    expect(log.lines).toEqual([
      ['warn', 'circuit is open', { host, state: 'open' }],
      ['info', 'circuit is half-open', { host, state: 'half-open' }],
      ['warn', 'circuit is open', { host, state: 'open' }],
      ['info', 'circuit is half-open', { host, state: 'half-open' }],
      ['info', 'circuit is closed', { host, state: 'closed' }],
    ]);
  });
});
