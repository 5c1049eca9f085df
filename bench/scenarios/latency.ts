import { bareAxios, bareHttp, globalFetch, imednetNode } from '../contenders';
import { targetAtLeast } from '../target';
import { entriesOf, type Scenario } from './scenario';

const IN_FLIGHT = 8;

/** A far server: what pages ahead of their turn gain. */
export function latency(records: number): Scenario {
  const [reference, library, alone] = [bareHttp(IN_FLIGHT), imednetNode(IN_FLIGHT), imednetNode()];
  return {
    id: 'latency',
    title: '50 ms latency, 8 pages in flight, given in order',
    entries: entriesOf([reference, globalFetch(IN_FLIGHT), bareAxios(IN_FLIGHT), library, alone], records),
    latency: 50,
    warmUp: 'WARM-UP',
    targets: (results) => [
      targetAtLeast(
        `Throughput of ${library.name} to ${reference.name}`,
        results.throughput(library.name, reference.name),
        0.95,
      ),
      targetAtLeast(
        `Throughput of 8 in flight to one page at a time`,
        results.throughput(library.name, alone.name),
        6.5,
      ),
    ],
  };
}
