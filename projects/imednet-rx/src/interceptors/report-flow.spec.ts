import { apiErrorForStatus } from '../errors/api-error-for-status';
import { TestScheduler } from 'rxjs/testing';
import { RecordedLog } from '../../spec/recorded-log';
import type { Measurements } from '../observability/measurements';
import { Telemetry } from '../observability/telemetry';
import { FlowGate, type FlowOptions } from './flow-gate';
import { reportFlow } from './report-flow';

describe('reportFlow', () => {
  let scheduler: TestScheduler;
  let log: RecordedLog;

  beforeEach(() => {
    scheduler = new TestScheduler(() => undefined);
    log = new RecordedLog();
  });

  const gate = (options: FlowOptions = {}): FlowGate =>
    new FlowGate(options, reportFlow(new Telemetry({ logger: log })));

  it('writes when the server asks for a pause, once for each longer one, and when it is over', () => {
    scheduler.run(({ flush }) => {
      const source = gate();
      for (const retryAfter of [100, 100, 200]) {
        source.enter((slot) => {
          slot.failed(apiErrorForStatus({ status: 429, retryAfter }));
          slot.release();
        });
        source.enter((slot) => {
          slot.release();
        });
        if (retryAfter === 100) flush();
      }
      flush();
    });
    expect(log.lines).toEqual([
      ['warn', 'requests pause', { delay: 100 }],
      ['info', 'requests go on', {}],
      ['warn', 'requests pause', { delay: 100 }],
      ['info', 'requests go on', {}],
      ['warn', 'requests pause', { delay: 200 }],
      ['info', 'requests go on', {}],
    ]);
  });

  it('writes nothing for a pause that ends before another', () => {
    scheduler.run(() => {
      const source = gate();
      source.enter((slot) => {
        slot.failed(apiErrorForStatus({ status: 429, retryAfter: 200 }));
        slot.failed(apiErrorForStatus({ status: 429, retryAfter: 100 }));
      });
    });
    expect(log.lines).toEqual([['warn', 'requests pause', { delay: 200 }]]);
  });

  it('writes when the rate is lowered, and not as it recovers', () => {
    scheduler.run(() => {
      const source = gate({ adaptiveRate: { ceiling: 10 } });
      source.enter((slot) => {
        slot.succeeded();
        slot.failed(apiErrorForStatus({ status: 503 }));
      });
    });
    const [[level, message, { rate = 0 }] = ['trace', '', {}]] = log.lines;
    expect(log.lines.length).toBe(1);
    expect([level, message]).toEqual(['warn', 'rate is lowered']);
    expect(rate).toBeGreaterThan(0);
    expect(rate).toBeLessThan(10);
  });

  it('measures in seconds how long attempts waited that had to', () => {
    const waits: number[] = [];
    const telemetry = {
      measurements: { admitted: (wait: number) => waits.push(wait) } as unknown as Measurements,
    };
    scheduler.run(({ flush }) => {
      const source = new FlowGate(
        { rateLimit: { requests: 1, per: 500 } },
        reportFlow(telemetry as unknown as Telemetry),
      );
      for (let count = 0; count < 3; count++) {
        source.enter((slot) => {
          slot.release();
        });
      }
      flush();
    });
    expect(waits).toEqual([0.5, 1]);
  });
});
