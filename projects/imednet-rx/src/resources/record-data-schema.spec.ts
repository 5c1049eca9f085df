import type { StandardSchemaV1 } from '@standard-schema/spec';
import { type } from 'arktype';
import { lastValueFrom, map, type Observable, toArray } from 'rxjs';
import * as v from 'valibot';
import { z } from 'zod';
import { failureOf } from '../../spec/failure-of';
import { StubClient } from '../../spec/stub-client';
import { Context } from '../context/context';
import { ItemValidationError } from '../errors/item-validation-error';
import type { Misfit } from '../pagination/requestor';
import { type RecordListOptions, RecordsResource } from './records';

const CANARY = 'Jane Canary';

/** A page of so many with these answers, one record each. */
function page(currentPage: number, totalPages: number, ...answers: readonly unknown[]): object {
  const data = answers.map((recordData, index) => ({ recordId: currentPage * 2 + index, recordData }));
  const totalElements = (totalPages - 1) * 2 + answers.length;
  return { data, pagination: { currentPage, size: 2, totalPages, totalElements } };
}

/** A schema that turns `{ n }` into `{ doubled }`, later where it is told so. */
function doubling(
  later: (n: number) => number | undefined = () => undefined,
): StandardSchemaV1<unknown, { readonly doubled: number }> {
  return {
    '~standard': {
      version: 1,
      vendor: 'specs',
      validate: (data) => {
        const { n } = data as { readonly n: number };
        const result = { value: { doubled: 2 * n } };
        const turns = later(n);
        return turns === undefined ? result : turnsLater(turns).then(() => result);
      },
    },
  };
}

async function turnsLater(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await Promise.resolve();
}

describe('records with a schema for their answers', () => {
  let told: Misfit[];
  let client: StubClient;
  const records = (...answers: readonly object[]): RecordsResource => {
    client = Object.assign(new StubClient(...answers), {
      lists: {
        read: () => undefined,
        drifted: () => undefined,
        misfitted: (misfits: readonly Misfit[]) => void told.push(...misfits),
      },
    });
    return new RecordsResource(client, new Context('DEMO'));
  };
  const all = <T>(items$: Observable<T>): Promise<T[]> => lastValueFrom(items$.pipe(toArray()));

  beforeEach(() => {
    told = [];
  });

  const answers = { AETERM: 'Headache', AESTDT: '2024-02-29' };
  const ofLibraries = {
    zod: z.object({ AETERM: z.string(), AESTDT: z.coerce.date() }),
    valibot: v.object({
      AETERM: v.string(),
      AESTDT: v.pipe(
        v.string(),
        v.transform((text) => new Date(text)),
      ),
    }),
    arktype: type({ AETERM: 'string', AESTDT: 'string.date.parse' }),
    'zod, asynchronous': z.object({
      AETERM: z.string().refine(async (term) => term !== ''),
      AESTDT: z.coerce.date(),
    }),
    'valibot, asynchronous': v.objectAsync({
      AETERM: v.string(),
      AESTDT: v.pipeAsync(
        v.string(),
        v.transformAsync(async (text) => new Date(text)),
      ),
    }),
  };
  for (const [library, recordDataSchema] of Object.entries(ofLibraries)) {
    it(`gives what a schema of ${library} makes of them, and all else as it came`, async () => {
      const given$ = records(page(0, 1, answers, answers)).list({ recordDataSchema, pageSize: 2 });
      const terms = await all(given$.pipe(map(({ recordId, recordData }) => [recordId, recordData.AESTDT])));
      expect(terms).toEqual([
        [0, new Date('2024-02-29')],
        [1, new Date('2024-02-29')],
      ]);
    });

    it(`ends with an error that names fields where ${library} finds others`, async () => {
      const wrong = { ...answers, AETERM: { name: CANARY } };
      const error = await failureOf(records(page(0, 1, wrong)).list({ recordDataSchema, pageSize: 2 }));
      expect(error).toBeInstanceOf(ItemValidationError);
      expect((error as ItemValidationError).problems[0]).toEqual({
        field: 'recordData.AETERM',
        kind: 'type',
      });
      expect(JSON.stringify([error, told]) + (error as Error).message).not.toContain(CANARY);
    });
  }

  it('are strict when nothing is said, and otherwise what the call says', async () => {
    const schema = v.object({ AETERM: v.string() });
    const wrong = [{ AETERM: 1 }, { AETERM: 'x' }];
    const read = (options: RecordListOptions<{ AETERM: string }>): Observable<unknown> =>
      records(page(0, 1, ...wrong)).list({ ...options, recordDataSchema: schema, pageSize: 2 });
    for (const options of [{}, { validate: undefined }]) {
      expect(await failureOf(read(options))).toBeInstanceOf(ItemValidationError);
    }
    told = [];
    const given = await all(
      read({ validate: 'warn' }).pipe(map((record) => record as { recordData: unknown })),
    );
    expect(given.map(({ recordData }) => recordData)).toEqual(wrong);
    expect(told.filter(({ field }) => field.startsWith('recordData'))).toEqual([
      { resource: 'records', page: 0, field: 'recordData.AETERM', kind: 'type', count: 1 },
    ]);
  });

  it('do not look at anything but answers unless `validate` says so', async () => {
    const schema = doubling();
    await all(records(page(0, 1, { n: 1 }, { n: 2 })).list({ recordDataSchema: schema, pageSize: 2 }));
    expect(told).toEqual([]);
  });

  it('do not change what came', async () => {
    const body = page(0, 1, { n: 1 }, { n: 2 });
    const before = JSON.stringify(body);
    await all(records(body).list({ recordDataSchema: doubling(), dates: 'Date', pageSize: 2 }));
    expect(JSON.stringify(body)).toBe(before);
  });

  it('keep the order of items and of pages, however long a check takes', async () => {
    const slowFirst = doubling((n) => (n % 2 === 0 ? 50 : n === 3 ? undefined : 1));
    const pages = [0, 1, 2].map((number) => page(number, 3, { n: 2 * number }, { n: 2 * number + 1 }));
    const options = { recordDataSchema: slowFirst, pageSize: 2 };
    for (const prefetch of [1, 3]) {
      const given = await all(records(...pages).list({ ...options, prefetch }));
      expect(given.map(({ recordData }) => recordData.doubled)).toEqual([0, 2, 4, 6, 8, 10]);
    }
  });

  it('ask for a page when the one before it is checked and given, not sooner', async () => {
    const pages = [0, 1].map((number) => page(number, 2, { n: 1 }, { n: 2 }));
    const steps: string[] = [];
    const logged = doubling(() => {
      steps.push(`check, ${client.calls.length} asked`);
      return 3;
    });
    await records(...pages)
      .process(({ page: number }) => [steps.push(`work on ${number}, ${client.calls.length} asked`)], {
        ...{ recordDataSchema: logged, pageSize: 2 },
      })
      .forEach(() => undefined);
    expect(steps).toEqual([
      ...['check, 1 asked', 'check, 1 asked', 'work on 0, 1 asked'],
      ...['check, 2 asked', 'check, 2 asked', 'work on 1, 2 asked'],
    ]);
  });

  it('give nothing any more to who has left while a check is under way', async () => {
    const given: unknown[] = [];
    const slow = doubling(() => 5);
    const reading = records(page(0, 1, { n: 1 }, { n: 2 }))
      .list({ recordDataSchema: slow, pageSize: 2 })
      .subscribe((record) => given.push(record));
    reading.unsubscribe();
    await turnsLater(20);
    expect(given).toEqual([]);
  });

  it('are checked one by one, too', async () => {
    const found = { recordId: 7, recordData: { n: 4 } };
    const answer = {
      data: [found],
      pagination: { currentPage: 0, size: 2, totalPages: 1, totalElements: 1 },
    };
    const record = await lastValueFrom(records(answer).get(7, { recordDataSchema: doubling() }));
    expect(record.recordData.doubled).toBe(8);
  });
});
