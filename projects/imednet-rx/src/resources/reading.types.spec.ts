import { type } from 'arktype';
import type { Observable } from 'rxjs';
import * as v from 'valibot';
import { z } from 'zod';
import type { Imednet } from '../client/imednet';
import type { ImednetRecord } from '../models/record';
import type { WithDates } from '../models/with-dates';
import type { DateOptions } from '../validation/reading-options';
import type { RecordListOptions } from './records';

interface AdverseEvent {
  readonly AETERM: string;
  readonly AESTDT: Date;
}
type Given<O> = O extends Observable<infer T> ? T : never;
type Same<A, B> = [A, B] extends [B, A] ? true : false;

const adverseEvent = z.object({ AETERM: z.string(), AESTDT: z.coerce.date() });

/** Never called: what matters is whether it compiles. */
function readings({ records, visits, users, intervals, queries }: Imednet) {
  const plain = records.list({ pageSize: 5 });
  const dated = records.list({ dates: 'Date' });
  const data = records.list({ recordDataSchema: adverseEvent });
  const both = records.list({ recordDataSchema: adverseEvent, dates: 'Date', validate: 'strict' });
  const warned = records.list({ recordDataSchema: adverseEvent, validate: 'warn' });
  const told = records.list<AdverseEvent>({ validate: 'warn' });
  const byValibot = records.list({ recordDataSchema: v.object({ AETERM: v.string() }) });
  const byArktype = records.list({ recordDataSchema: type({ AETERM: 'string' }) });
  const one = records.get(1, { recordDataSchema: adverseEvent, dates: 'Date' });
  const kept: RecordListOptions & DateOptions<'Date'> = { dates: 'Date' };
  records.process(({ items }) => items.map(({ dateCreated }) => dateCreated.getTime()), { dates: 'Date' });
  records.process(({ items }) => Promise.resolve(items.map(({ dateCreated }) => dateCreated.getTime())), {
    dates: 'Date',
    commit: ({ results }) => results.flat().map((time) => time.toFixed()),
  });
  visits.process(({ items }) => [items.map(({ dateCreated }) => dateCreated.getTime())], {
    dates: 'Date',
    commit: ({ results, cursor }) => [results.flat().map((time) => time.toFixed()), cursor?.items],
  });
  records
    .since(null, { dates: 'Date', recordDataSchema: adverseEvent })
    .process(({ items }) => items.map((item) => [item.dateModified.getTime(), item.recordData.AESTDT]));

  // @ts-expect-error a misspelt option
  records.list({ pageSze: 5, dates: 'Date' });
  // @ts-expect-error it makes something else of the answers
  records.list<{ AETERM: number }>({ recordDataSchema: adverseEvent });
  // @ts-expect-error where the shape is written down, so is the form of dates
  records.list<AdverseEvent>({ dates: 'Date' });
  // @ts-expect-error what is counted is not read
  records.count({ dates: 'Date' });

  const visit = visits.list({ dates: 'Date' });
  const interval = intervals.list({ dates: 'Date' });
  const query = queries.list({ dates: 'Date' });
  const user = users.list({ dates: 'Date' });
  return {
    plain,
    dated,
    data,
    both,
    warned,
    told,
    byValibot,
    byArktype,
    one,
    kept,
    visit,
    interval,
    query,
    user,
  };
}

type Readings = ReturnType<typeof readings>;

const SAME: readonly true[] = [
  true satisfies Same<Given<Readings['plain']>['dateCreated'], string>,
  true satisfies Same<Given<Readings['warned']>['recordData'], AdverseEvent | Record<string, unknown>>,
  true satisfies Same<Given<Readings['plain']>, ImednetRecord>,
  true satisfies Same<Given<Readings['dated']>, WithDates<ImednetRecord>>,
  true satisfies Same<Given<Readings['dated']>['keywords'][number]['dateAdded'], Date>,
  true satisfies Same<Given<Readings['data']>['recordData'], AdverseEvent>,
  true satisfies Same<Given<Readings['both']>['recordData'], AdverseEvent>,
  true satisfies Same<Given<Readings['both']>['dateCreated'], Date>,
  true satisfies Same<Given<Readings['told']>['recordData'], AdverseEvent>,
  true satisfies Same<Given<Readings['byValibot']>['recordData'], { readonly AETERM: string }>,
  true satisfies Same<Given<Readings['byArktype']>['recordData'], { readonly AETERM: string }>,
  true satisfies Same<Given<Readings['one']>['recordData']['AESTDT'], Date>,
  true satisfies Same<Readings['kept']['dates'], 'Date' | undefined>,
  true satisfies Same<Given<Readings['visit']>['dueDate'], Date | null>,
  true satisfies Same<Given<Readings['visit']>['visitDateForm'], string | null>,
  true satisfies Same<Given<Readings['interval']>['actualDate'], string | null>,
  true satisfies Same<Given<Readings['interval']>['dateCreated'], Date>,
  true satisfies Same<Given<Readings['query']>['queryComments'][number]['date'], Date>,
  true satisfies Same<Given<Readings['user']>['roles'][number]['dateCreated'], Date>,
];

/** Checked by the compiler: a line that should not compile and does, is an error. */
describe('the types of what is read', () => {
  it('follow the options', () => {
    expect(SAME.every(Boolean)).toBeTrue();
    expect(readings).toBeInstanceOf(Function);
  });
});
