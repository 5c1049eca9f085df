import { bundledImednet } from '../contenders';
import { bundleLibrary } from '../library-bundles';
import { targetAtMost } from '../target';
import { entriesOf, type Scenario } from './scenario';

/** What it costs that a client can be observed, and to observe it. */
export function observability(records: number): Scenario {
  const bare = bundledImednet('without instrumentation', 'bare');
  const unheard = bundledImednet('as it is, nobody listens', 'instrumented');
  const heard = bundledImednet('logs, spans and metrics', 'instrumented', true);
  return {
    id: 'observability',
    title: 'Observability, one connection',
    entries: entriesOf([bare, unheard, heard], records),
    latency: 0,
    warmUp: 'LONG-WARM-UP',
    prepare: bundleLibrary,
    targets: (results) =>
      (
        [
          [unheard, 1.02],
          [heard, 1.15],
        ] as const
      ).flatMap(([{ name }, limit]) => [
        targetAtMost(`Wall time of "${name}"`, results.ratio('wallMs', name, bare.name), limit),
        targetAtMost(`CPU time of "${name}"`, results.ratio('cpuMs', name, bare.name), limit),
      ]),
  };
}
