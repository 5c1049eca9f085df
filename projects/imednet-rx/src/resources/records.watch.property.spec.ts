import fc from 'fast-check';
import { FakeImednet } from 'imednet-rx/testing';
import { of, timer } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { FakeRequestor } from '../../spec/fake-requestor';
import { holds, must, mustBe } from '../../spec/holds';
import { readyToWatch } from '../../spec/ready-to-watch';
import { Context } from '../context/context';
import type { ImednetRecord } from '../models/record';
import type { RecordListOptions } from './records';
import { RecordsResource } from './records';
import type { WatchedOptions } from './list-resource';

type Options = WatchedOptions<RecordListOptions>;

/** What happens to the study right before a request. */
const happening = fc.record({
  kind: fc.constantFrom('insert', 'delete', 'change' as const),
  at: fc.constantFrom('start', 'end' as const),
  count: fc.integer({ min: 1, max: 3 }),
  which: fc.nat(40),
});
const script = fc.array(fc.array(happening, { maxLength: 2 }), { maxLength: 16 });

/** The consumer's copy of the study's records, kept with what is told alone. */
class Copy {
  readonly rows = new Map<number, ImednetRecord>();

  take(added: readonly ImednetRecord[], removed: readonly ImednetRecord[]): void {
    for (const { recordId } of removed) must(this.rows.delete(recordId), `${recordId} was not there`);
    for (const record of added) {
      must(!this.rows.has(record.recordId), `${record.recordId} was there`);
      this.rows.set(record.recordId, record);
    }
  }

  get sorted(): readonly ImednetRecord[] {
    return [...this.rows.values()].sort((a, b) => a.recordId - b.recordId);
  }
}

const ways: readonly (readonly [story: string, options: Options])[] = [
  ['by the key', {}],
  ['in an order in which rows move', { sort: { dateModified: 'desc' } }],
  ['with a filter that leaves no room for the key', { filter: 'recordId>1,recordId<2' }],
];

for (const [story, options] of ways) {
  it(`watching the records of a study ${story} gives what there is, and calls no record removed that is there`, () =>
    holds(
      fc.asyncProperty(script, fc.integer({ min: 2, max: 9 }), async (happenings, pageSize) => {
        let now = Date.UTC(2026, 0, 1);
        const fake = new FakeImednet({ subjects: 5, records: 14, now: () => (now += 1_000) });
        const client = new FakeRequestor(fake);
        const there = (): ImednetRecord[] => Array.from(fake.records('DEMO'));
        client.onRequest = (number): void => {
          for (const { kind, at, count, which } of happenings[number] ?? []) {
            const records = there();
            if (kind === 'insert') fake.insertRecords('DEMO', count, { at });
            else if (kind === 'delete')
              fake.deleteRecords('DEMO', Math.min(count, records.length - 3), { at });
            else {
              const recordId = records[which % records.length]?.recordId ?? 0;
              fake.changeRecord('DEMO', recordId, { recordStatus: `Saved ${now}` });
            }
          }
        };
        const copy = new Copy();
        let items: readonly ImednetRecord[] = [];
        const resource = await readyToWatch(new RecordsResource(client, new Context('DEMO')));
        const scheduler = new TestScheduler(() => undefined);
        scheduler.run(({ flush }) => {
          const watch = resource
            .watch({ ...options, pageSize }, { every: 1_000, visible$: of(true) })
            .subscribe((changes) => {
              const { added, changed, removed } = changes;
              const ids = new Set(there().map(({ recordId }) => recordId));
              mustBe(
                removed.map(({ recordId }) => recordId).filter((id) => ids.has(id)),
                [],
                'called removed, but there',
              );
              copy.take(added, removed);
              for (const { before, after } of changed) {
                must(copy.rows.get(before.recordId) === before, 'it was another');
                copy.rows.set(after.recordId, after);
              }
              items = changes.items;
            });
          timer(12_500).subscribe(() => {
            watch.unsubscribe();
          });
          flush();
        });
        mustBe(copy.sorted, there(), 'the copy');
        must(
          new Set(items).size === copy.rows.size &&
            items.every((item) => copy.rows.get(item.recordId) === item),
          'the list',
        );
      }),
      40,
    ));
}
