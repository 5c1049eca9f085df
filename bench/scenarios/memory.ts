import { bareHttp, type Contender, imednetNode } from '../contenders';
import { targetAtMost } from '../target';
import type { Entry, Scenario } from './scenario';

const LONG_LIST_FACTOR = 10;
const MAX_RATIO = 1.15;

/**
 * Lists of different length: whether memory depends on it.
 *
 * @param warm - whether the process has run for long before, so that V8 has finished enlarging its heap
 */
export function memory(records: number, warm: boolean): Scenario {
  const slow = { consumer: 'process', workMs: 2 } as const;
  const judged = [imednetNode(), imednetNode(8), imednetNode(8, slow, ', process, 2 ms of work a page')];
  const nameOf = (contender: Contender, length: number): string =>
    `${contender.name}, ${length.toLocaleString('en-US')} records`;
  const long = records * LONG_LIST_FACTOR;
  const entryOf = (contender: Contender, length: number): Entry => ({
    ...{ contender, name: nameOf(contender, length), records: length },
  });
  return {
    id: warm ? 'memory-warm' : 'memory',
    title: `Memory of long lists, ${warm ? 'in a process that has read 500,000 records before' : 'in a fresh process'}`,
    entries: [bareHttp(), ...judged].flatMap((contender) => [
      entryOf(contender, records),
      entryOf(contender, long),
    ]),
    latency: 0,
    warmUp: warm ? 'LONGEST-WARM-UP' : 'WARM-UP',
    targets: (results) =>
      judged.map((contender) =>
        targetAtMost(
          `Peak RSS of the long list to the short one, ${contender.name}`,
          results.ratio('peakRssMb', nameOf(contender, long), nameOf(contender, records)),
          MAX_RATIO,
        ),
      ),
  };
}
