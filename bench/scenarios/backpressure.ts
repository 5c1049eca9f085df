import { type ContenderOptions, imednetNode } from '../contenders';
import { entriesOf, type Scenario } from './scenario';

/** A consumer slower than the server: where pages wait. */
export function backpressure(records: number): Scenario {
  const slow = (consumer: ContenderOptions['consumer'], name: string) =>
    imednetNode(2, { consumer, workMs: 5 }, name);
  return {
    id: 'backpressure',
    title: 'Slow consumer, 5 ms of work a page: pages that wait for it',
    entries: entriesOf(
      [
        slow('concatMap', ', pages() into concatMap'),
        slow('process', ', process()'),
        slow('pull', ', AsyncPaginator'),
      ],
      records,
    ),
    latency: 0,
    warmUp: 'WARM-UP',
    targets: () => [],
  };
}
