import type { AxiosResponse } from 'axios';
import { defer, lastValueFrom, type Observable, of } from 'rxjs';
import { aRequest } from '../../spec/a-request';
import { Observed } from '../../spec/observed';
import { RecordedLog } from '../../spec/recorded-log';
import { Telemetry, type TelemetryConfig } from '../observability/telemetry';
import { ObserversOnDemand } from './observers-on-demand';

describe('ObserversOnDemand', () => {
  let sent: number;
  const next = (): Observable<AxiosResponse> =>
    defer(() => of({ status: 200, data: ++sent } as AxiosResponse));
  const observers = (config: TelemetryConfig): ObserversOnDemand =>
    new ObserversOnDemand(new Telemetry(config), []);

  beforeEach(() => (sent = 0));

  it('sends at once where neither a tracer nor a meter is there', () => {
    const { load } = observers({ logger: new RecordedLog() });
    load(aRequest({}), next).subscribe();
    expect(sent).toBe(1);
  });

  it('makes no span before it is loaded, sends nothing meanwhile, and then makes one of each attempt', async () => {
    const observed = new Observed();
    const own = observers({ tracer: observed.tracer });
    const trace = own.step('trace');
    const request = aRequest({});
    await lastValueFrom(trace(request, next));
    expect([sent, observed.spans.length]).toEqual([1, 0]);
    for (let number = 1; number <= 2; number++) {
      await lastValueFrom(own.load(request, () => trace(request, next)));
      expect([sent, observed.spans.length]).toEqual([number + 1, number]);
    }
  });
});
