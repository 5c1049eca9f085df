import { checkedImednet } from '../contenders';
import { bundleWithoutValidation } from '../library-bundles';
import { targetAtMost } from '../target';
import { entriesOf, type Scenario } from './scenario';

/** What it costs that items can be checked, to check them, and to convert their dates. */
export function validation(records: number): Scenario {
  const none = checkedImednet('without what checks', 'unchecked');
  const off = checkedImednet('validate: off', 'instrumented');
  const warn = checkedImednet('validate: warn', 'instrumented', { validate: 'warn' });
  const strict = checkedImednet('validate: strict', 'instrumented', { validate: 'strict' });
  const dates = checkedImednet('dates: Date', 'instrumented', { dates: 'Date' });
  return {
    id: 'validation',
    title: 'Checking items, one connection',
    entries: entriesOf([none, off, warn, strict, dates], records),
    latency: 0,
    warmUp: 'LONG-WARM-UP',
    prepare: bundleWithoutValidation,
    targets: (results) => {
      const cpu = (name: string, other: string, limit: number): ReturnType<typeof targetAtMost> =>
        targetAtMost(`CPU time of "${name}" to "${other}"`, results.ratio('cpuMs', name, other), limit);
      return [
        cpu(off.name, none.name, 1.01),
        ...[warn, strict, dates].map(({ name }) => cpu(name, off.name, 1.5)),
      ];
    },
  };
}
