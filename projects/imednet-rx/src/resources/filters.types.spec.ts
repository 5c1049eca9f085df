import type { ListOptions } from './list-options';
import type { ImednetRecord } from '../models/record';
import type { Subject } from '../models/subject';
import type { RecordListOptions } from './records';
import { anyOf, contains, gte, lt, ne } from '../filters/condition';
import { and, type Filter, or } from '../filters/filter';

/** Checked by the compiler: a line that should not compile and does, is an error. */
describe('the types of filters', () => {
  it('know the attributes of each item, and what they can be compared with', () => {
    const right: readonly Filter<Subject>[] = [
      { siteId: 1, subjectStatus: anyOf('Enrolled', 'Screened'), dateModified: gte(new Date(0)) },
      { dateCreated: '2024-01-01T00:00:00Z', deleted: false, enrollmentStartDate: lt(new Date(0)) },
      { deleted: ne(true), siteName: gte('M') },
      and({ siteId: 1 }, or({ siteName: 'x' }, { subjectKey: '1' })),
    ];
    const wrong: readonly Filter<Subject>[] = [
      // @ts-expect-error no such attribute
      { sideId: 1 },
      // @ts-expect-error it is a number
      { siteId: '1' },
      // @ts-expect-error a text is no date, and no number either
      { subjectStatus: new Date(0) },
      // @ts-expect-error booleans have no order
      { deleted: gte(true) },
      // @ts-expect-error an array can't be compared
      { keywords: 'x' },
      // @ts-expect-error for recordDataFilter only
      { siteName: contains('x') },
      // @ts-expect-error the values of another type
      { siteId: anyOf('a', 'b') },
      // @ts-expect-error null is no value
      { siteId: null },
      // @ts-expect-error no such attribute, in a combination
      and({ siteId: 1 }, or({ sideName: 'x' }, { siteName: 'x' })),
    ];
    expect(right.length + wrong.length).toBe(13);
  });

  it('know the options of lists', () => {
    const options: readonly ListOptions<Subject>[] = [
      { filter: { siteId: 1 } },
      { filter: 'siteId==1' },
      { filter: or({ siteId: 1 }, { siteName: 'x' }) },
      // @ts-expect-error no such attribute
      { filter: { recordId: 1 } },
    ];
    const records: readonly RecordListOptions[] = [
      { filter: { recordStatus: 'x' }, recordDataFilter: { ANY: contains('x'), OTHER: gte(1) } },
      // @ts-expect-error answers are compared with plain values
      { recordDataFilter: { ANY: { a: 1 } } },
    ];
    const nullable: Filter<ImednetRecord> = { visitId: 7, parentRecordId: ne(1) };
    expect(options.length + records.length + Object.keys(nullable).length).toBe(8);
  });
});
