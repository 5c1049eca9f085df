import { tinyAdapter, tinyAxios, tinyClient } from '../contenders';
import { targetAtMost } from '../target';
import { entriesOf, type Scenario } from './scenario';

const REQUESTS = 5_000;

/** Many small requests: what the pipeline costs each of them. */
export function pipeline(): Scenario {
  const [library, transport] = [tinyClient(REQUESTS, true), tinyAxios(REQUESTS, true)];
  const others = [tinyAdapter(REQUESTS), tinyAxios(REQUESTS, false), tinyClient(REQUESTS, false)];
  return {
    id: 'pipeline',
    title: `${REQUESTS.toLocaleString('en-US')} tiny GETs, one after the other`,
    entries: entriesOf([transport, library, ...others], REQUESTS),
    latency: 0,
    warmUp: 'WARM-UP',
    tiny: true,
    targets: (results) => [
      targetAtMost(
        `Wall time of ${library.name} to ${transport.name}`,
        results.ratio('wallMs', library.name, transport.name),
        1.15,
      ),
    ],
  };
}
