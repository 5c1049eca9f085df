import { axiosExpand, bareAxios, bareHttp, globalFetch, imednet, imednetNode } from '../contenders';
import { targetAtLeast } from '../target';
import { entriesOf, type Scenario } from './scenario';

/** No latency: what the code itself costs. */
export function throughput(records: number, inFlight: number): Scenario {
  const [reference, axios, library] = [bareHttp(inFlight), bareAxios(inFlight), imednetNode(inFlight)];
  const alone = inFlight === 1 ? [axiosExpand(), imednet()] : [];
  return {
    id: `throughput-${inFlight}`,
    title: `No latency, ${inFlight === 1 ? 'one connection' : `${inFlight} connections`}`,
    entries: entriesOf([reference, globalFetch(inFlight), axios, library, ...alone], records),
    latency: 0,
    warmUp: 'LONG-WARM-UP',
    targets: (results) => [
      targetAtLeast(
        `Throughput of ${library.name} to ${reference.name}`,
        results.throughput(library.name, reference.name),
        0.87,
      ),
      targetAtLeast(
        `Throughput of ${library.name} to ${axios.name}`,
        results.throughput(library.name, axios.name),
        1.18,
      ),
      targetAtLeast(
        `CPU time of ${reference.name} to ${library.name}`,
        results.ratio('cpuMs', reference.name, library.name),
        0.87,
      ),
      targetAtLeast(
        `CPU time of ${axios.name} to ${library.name}`,
        results.ratio('cpuMs', axios.name, library.name),
        1.18,
      ),
    ],
  };
}
