import type { ListOptions } from './list-options';
import type { Sort } from '../filters/sort';
import type { Subject } from '../models/subject';
import type { RecordListOptions } from './records';

/** Checked by the compiler: a line that should not compile and does, is an error. */
describe('the types of orders', () => {
  it('know the attributes of each item, and the two directions', () => {
    const dynamic = (attribute: string): string => `${attribute},ASC`;
    const right: readonly Sort<Subject>[] = [
      { dateModified: 'desc' },
      { siteName: 'asc', subjectKey: 'desc' },
      'dateModified,DESC',
      dynamic('siteId'),
      [{ siteName: 'asc' }, 'subjectKey,DESC', dynamic('siteId')],
    ];
    const wrong: readonly Sort<Subject>[] = [
      // @ts-expect-error no such attribute
      { sideName: 'asc' },
      // @ts-expect-error no such direction
      { siteName: 'up' },
      // @ts-expect-error an array has no order
      { keywords: 'asc' },
      // @ts-expect-error no such attribute, among several
      [{ siteName: 'asc' }, { recordId: 'asc' }],
      // @ts-expect-error a number is no order
      7,
    ];
    expect(right.length + wrong.length).toBe(10);
  });

  it('know the options of lists', () => {
    const options: readonly ListOptions<Subject>[] = [
      { sort: { enrollmentStartDate: 'asc' } },
      { sort: ['siteId,ASC'] },
      // @ts-expect-error an attribute of records
      { sort: { recordId: 'asc' } },
    ];
    const records: readonly RecordListOptions[] = [
      { sort: { recordId: 'desc' } },
      // @ts-expect-error answers can't be sorted by
      { sort: { recordData: 'asc' } },
    ];
    expect(options.length + records.length).toBe(5);
  });
});
