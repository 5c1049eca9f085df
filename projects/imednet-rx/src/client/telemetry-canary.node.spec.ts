import { lastValueFrom } from 'rxjs';
import { nodeAdapter } from 'imednet-rx/node';
import type { Call } from '../../spec/node/telemetry/call';
import { canary, leaksIn } from '../../spec/node/telemetry/canary';
import { type CanaryStudy, startCanaryStudy } from '../../spec/node/telemetry/canary-study';
import { FAILING_CALLS } from '../../spec/node/telemetry/failing-calls';
import { LIST_CALLS } from '../../spec/node/telemetry/list-calls';
import { REFUSED_CALLS } from '../../spec/node/telemetry/refused-calls';
import { REQUEST_CALLS } from '../../spec/node/telemetry/request-calls';
import { Witness } from '../../spec/node/telemetry/witness';
import { createImednet, type Imednet } from './imednet';
import type { ImednetClientConfig } from './imednet-client-config';

const KEYS = { apiKey: canary('api-key'), securityKey: canary('security-key') };

const ADAPTERS: readonly (readonly [string, () => ImednetClientConfig['adapter']])[] = [
  ["axios' http", () => 'http'],
  ["axios' fetch", () => 'fetch'],
  ['nodeAdapter', () => nodeAdapter()],
];

for (const [name, adapter] of ADAPTERS) {
  describe(`With ${name}, no line, span, metric, error or output tells a secret of`, () => {
    let study: CanaryStudy;
    let witness: Witness;
    let imednet: Imednet | undefined;

    beforeEach(async () => {
      study = await startCanaryStudy();
      witness = new Witness();
    });

    afterEach(async () => {
      imednet?.close();
      await witness.close();
      await study.close();
    });

    /** Makes a call to its end, whatever that is. */
    const make = async ({ run, faults = [], config = {}, ownError }: Call): Promise<void> => {
      study.failNext(...faults);
      imednet = createImednet({
        ...{ baseUrl: study.url, defaultStudyKey: 'DEMO', backoffFactor: 0, adapter: adapter() },
        ...{ tracer: witness.tracer, meter: witness.meter, logger: witness.logger },
        ...(config.auth ? {} : KEYS),
        ...config,
      });
      try {
        await lastValueFrom(run(imednet, study), { defaultValue: undefined });
      } catch (error) {
        if (!ownError) witness.hear(error);
      }
    };

    for (const call of [...LIST_CALLS, ...REQUEST_CALLS, ...FAILING_CALLS]) {
      it(call.story, async () => {
        await make(call);
        const { lines, spans, points, texts } = await witness.told();
        expect(leaksIn([...lines, ...spans, ...points, ...texts].join('\n'))).toEqual([]);
        expect([lines, spans, points].map(({ length }) => length > 0)).toEqual([true, true, true]);
      });
    }

    for (const call of REFUSED_CALLS) {
      it(`${call.story}, which is refused`, async () => {
        await make(call);
        const { lines, spans, points, texts } = await witness.told();
        expect(leaksIn([...lines, ...spans, ...points, ...texts].join('\n'))).toEqual([]);
        expect(texts.join('')).toContain('Error');
        expect(study.seen).toEqual([]);
      });
    }
  });
}
