import { FakeImednet, fakeImednetAdapter } from 'imednet-rx/testing';
import { lastValueFrom, type Observable, take, toArray } from 'rxjs';
import { API_FIELDS, type ApiList, type Field } from '../../spec/api-fields';
import { API_LIST_NAMES } from '../../spec/api-lists';
import { failureOf } from '../../spec/failure-of';
import { parseField } from '../../spec/field-misfits';
import { pageOf, StubClient } from '../../spec/stub-client';
import { createImednet, type Imednet } from '../client/imednet';
import { Context } from '../context/context';
import { ItemValidationError } from '../errors/item-validation-error';
import { readAnyDate } from '../models/api-date';
import type { Requestor } from '../pagination/requestor';
import { RecordsResource } from './records';
import { UsersResource } from './users';
import { VisitsResource } from './visits';

const DATES = ['timestamp', 'date', 'instant'];

/** An item as it should be given: with `Date` wherever the API documents a date. */
function withDates(fields: Readonly<Record<string, Field>>, item: object): object {
  return Object.fromEntries(
    Object.entries(item as Record<string, unknown>).map(([name, value]) => {
      const field = fields[name];
      if (field === undefined || value === null) return [name, value];
      if (typeof field !== 'string') {
        return [name, (value as object[]).map((part) => withDates(field[0], part))];
      }
      return [name, DATES.includes(parseField(field).type) ? new Date(readAnyDate(value) ?? NaN) : value];
    }),
  );
}

describe('a list with dates as `Date`', () => {
  let imednet: Imednet;

  beforeEach(() => {
    imednet = createImednet({
      ...{ apiKey: 'key', securityKey: 'key', baseUrl: 'https://api.test', defaultStudyKey: 'DEMO' },
      adapter: fakeImednetAdapter(new FakeImednet({ seed: 7, subjects: 20 })),
    });
  });

  const read = (name: ApiList, options: object): Promise<object[]> => {
    const { list }: { list(options: object): Observable<object> } = imednet[name];
    return lastValueFrom(list.call(imednet[name], options).pipe(take(60), toArray()));
  };

  for (const name of API_LIST_NAMES) {
    it(`has them wherever the API documents one, in ${name}, and all else as it came`, async () => {
      const raw = await read(name, {});
      expect(raw.length).toBeGreaterThan(0);
      const expected = raw.map((item) => withDates(API_FIELDS[name], item));
      expect(await read(name, { dates: 'Date' })).toEqual(expected);
      expect(await read(name, { dates: 'Date', validate: 'strict' })).toEqual(expected);
    });
  }

  it('gives them in whole pages, to work on pages, and in a single item', async () => {
    const options = { dates: 'Date', pageSize: 5 } as const;
    const [page] = await lastValueFrom(imednet.records.pages(options).pipe(take(1), toArray()));
    const first = page?.items[0];
    expect(first?.dateCreated).toBeInstanceOf(Date);
    const worked: unknown[] = [];
    await lastValueFrom(
      imednet.records
        .process(({ items }) => [worked.push(...items.map(({ dateModified }) => dateModified))], options)
        .pipe(take(1)),
    );
    expect(worked.every((date) => date instanceof Date)).toBeTrue();
    const one = await lastValueFrom(imednet.records.get(first?.recordId ?? 0, { dates: 'Date' }));
    expect(one.dateCreated).toEqual(first?.dateCreated ?? new Date(NaN));
  });

  it('gives them in changes, and knows all the same which rows it knows', async () => {
    const changes = async (
      watermark: Parameters<typeof imednet.records.since>[0],
    ): Promise<[items: unknown[], watermark: typeof watermark]> => {
      const items: unknown[] = [];
      const ack = await lastValueFrom(
        imednet.records
          .since(watermark, { dates: 'Date', pageSize: 50 })
          .process((part) => [items.push(...part.items.map(({ dateModified }) => dateModified))]),
      );
      return [items, ack.watermark ?? null];
    };
    const [all, watermark] = await changes(null);
    expect(all.length).toBeGreaterThan(0);
    expect(all.every((date) => date instanceof Date)).toBeTrue();
    expect((await changes(watermark))[0]).toEqual([]);
  });
});

describe('a date that is not as documented', () => {
  const VISIT = { visitId: 1, startDate: '2024-02-29', dateCreated: '2024-02-29 12:00:00' };
  const client = (...items: readonly object[]): Requestor => new StubClient(pageOf(...items));
  const visits = (...items: readonly object[]): VisitsResource =>
    new VisitsResource(client(...items), new Context('DEMO'));

  it('is a day of the calendar at its midnight in UTC, wherever the reader is', async () => {
    const visit = await lastValueFrom(visits(VISIT).list({ dates: 'Date' }));
    expect(visit.startDate?.toISOString()).toBe('2024-02-29T00:00:00.000Z');
    expect(visit.dateCreated.toISOString()).toBe('2024-02-29T12:00:00.000Z');
  });

  it('stays what it is where there is none', async () => {
    const visit = await lastValueFrom(
      visits({ visitId: 1, startDate: null, endDate: undefined }).list({ dates: 'Date' }),
    );
    expect(visit).toEqual({ visitId: 1, startDate: null, endDate: undefined } as never);
    const users = new UsersResource(
      client({ userId: 'a', roles: null }, { userId: 'b', roles: [null] }),
      new Context('DEMO'),
    );
    const roles = await lastValueFrom(users.list({ dates: 'Date' }).pipe(toArray()));
    expect(roles.map((user) => user.roles as unknown)).toEqual([null, [null]]);
  });

  const wrong: readonly unknown[] = [
    ...['', 'yesterday', '29.02.2024', '2023-02-29', '2024-02-29T12:00:00Z', 1709208000000, {}, [], true],
  ];
  for (const value of wrong) {
    for (const validate of ['off', 'warn', 'strict'] as const) {
      it(`ends the list when it is ${JSON.stringify(value)} (${validate})`, async () => {
        const error = await failureOf(visits({ ...VISIT, dueDate: value }).list({ dates: 'Date', validate }));
        expect(error).toBeInstanceOf(ItemValidationError);
        const { problems } = error as ItemValidationError;
        expect(problems).toContain(
          jasmine.objectContaining({ field: 'dueDate', kind: 'type', expected: 'date' }),
        );
      });
    }
  }

  it('is named by its path, and not quoted', async () => {
    const record = { recordId: 1, keywords: [{ dateAdded: 'Jane Canary' }], recordData: { dateX: 'x' } };
    const records = new RecordsResource(client(record), new Context('DEMO'));
    const error = (await failureOf(records.list({ dates: 'Date' }))) as ItemValidationError;
    expect(error.problems).toEqual([{ field: 'keywords[].dateAdded', kind: 'type', expected: 'date' }]);
    expect(error.message).not.toContain('Canary');
  });
});
