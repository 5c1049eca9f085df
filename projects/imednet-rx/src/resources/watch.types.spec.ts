import { of } from 'rxjs';
import type { Imednet } from '../client/imednet';
import type { ListChanges } from '../watch/list-changes';
import type { ImednetRecord } from '../models/record';

type Watch = Imednet['records']['watch'];

/** Checked by the compiler: a line that should not compile and does, is an error. */
describe('the types of watching', () => {
  it('know the options of each list, and leave out those that would read a part of it', () => {
    const options: readonly Parameters<Watch>[0][] = [
      {},
      { studyKey: 'DEMO', filter: { formKey: 'AE' }, recordDataFilter: { AESEV: 'SEVERE' }, pageSize: 100 },
      { sort: { dateModified: 'desc' } },
      // @ts-expect-error the rest would count as removed
      { maxItems: 10 },
      // @ts-expect-error it has a way of its own
      { strategy: 'offset' },
      // @ts-expect-error no such attribute
      { filter: { formName: 'x' } },
    ];
    const settings: readonly Parameters<Watch>[1][] = [
      { every: 30_000 },
      { every: 30_000, visible$: of(true), statusSubscriber: { next: ({ failures }) => failures } },
      // @ts-expect-error there is no time that is right for every list
      {},
    ];
    expect(options.length + settings.length).toBe(9);
  });

  it('know the shape of the answers', () => {
    const ageOf = ({ items }: ListChanges<ImednetRecord<{ AGE: number }>>): number | undefined =>
      items[0]?.recordData.AGE;
    const ages = (imednet: Imednet): void => {
      imednet.records.watch<{ AGE: number }>({}, { every: 30_000 }).subscribe(ageOf);
    };
    expect(ages).toBeDefined();
  });
});
