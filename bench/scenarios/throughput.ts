import {
  axiosExpand,
  bareAxios,
  bareHttp,
  type Contender,
  globalFetch,
  imednet,
  imednetNode,
} from '../contenders';
import { type Target, targetAtLeast } from '../target';
import { entriesOf, type Results, type Scenario } from './scenario';

/** No latency: what the code itself costs. */
export function throughput(records: number, inFlight: number): Scenario {
  const [reference, axios] = [bareHttp(inFlight), bareAxios(inFlight)];
  const alone = inFlight === 1;
  const library = imednetNode(inFlight);
  const others = alone ? [axiosExpand(), imednet()] : [];
  return {
    id: `throughput-${inFlight}`,
    title: `No latency, ${alone ? 'one connection' : `${inFlight} connections`}`,
    entries: entriesOf([reference, globalFetch(inFlight), axios, library, ...others], records),
    latency: 0,
    warmUp: 'LONG-WARM-UP',
    targets: (results) => targetsOf(results, library, reference, axios),
  };
}

function targetsOf(results: Results, library: Contender, reference: Contender, axios: Contender): Target[] {
  const beside = ([other, limit]: readonly [Contender, number]): Target[] => [
    targetAtLeast(
      `Throughput of ${library.name} to ${other.name}`,
      results.throughput(library.name, other.name),
      limit,
    ),
    targetAtLeast(
      `CPU time of ${other.name} to ${library.name}`,
      results.ratio('cpuMs', other.name, library.name),
      limit,
    ),
  ];
  return (
    [
      [reference, 0.87],
      [axios, 1.18],
    ] as const
  ).flatMap(beside);
}
