import { FakeImednet, fakeImednetAdapter } from 'imednet-rx/testing';
import { lastValueFrom, switchMap, toArray } from 'rxjs';
import { failureOf } from '../../spec/failure-of';
import { createImednet, type Imednet } from '../client/imednet';
import { ItemValidationError } from '../errors/item-validation-error';
import type { StudySchema } from '../study-schema/study-schema';

interface VitalSigns {
  readonly vspulse: number | string;
  readonly vsdt: string;
}

const CANARY = 'Erika Mustermann';
const VS = { filter: { formKey: 'VS' }, pageSize: 5 } as const;

describe('records read by the schema of their study', () => {
  let fake: FakeImednet;
  let imednet: Imednet;
  let schema: StudySchema;
  beforeEach(async () => {
    fake = new FakeImednet({ subjects: 10 });
    imednet = createImednet({
      ...{ apiKey: 'a', securityKey: 'b', baseUrl: 'https://edc.test', defaultStudyKey: 'DEMO' },
      adapter: fakeImednetAdapter(fake),
    });
    schema = await lastValueFrom(imednet.schema());
  });

  /** Puts a wrong answer into one record of the form, and tells which. */
  const spoil = async (): Promise<number> => {
    const records = await lastValueFrom(imednet.records.list(VS).pipe(toArray()));
    const { recordId, recordData } = records[7]!;
    fake.changeRecord('DEMO', recordId, { recordData: { ...recordData, vspulse: CANARY } });
    return recordId;
  };

  it('come with the types that are known of them, each as it is without a schema', async () => {
    const plain = await lastValueFrom(imednet.records.list(VS).pipe(toArray()));
    const typed$ = imednet.schema().pipe(
      switchMap((study) => {
        const recordDataSchema = study.recordDataSchema<VitalSigns>('VS', { unknown: 'refuse' });
        return imednet.records.list({ ...VS, recordDataSchema });
      }),
      toArray(),
    );
    const typed = await lastValueFrom(typed$);
    const pulses: readonly (number | string)[] = typed.map(({ recordData }) => recordData.vspulse);
    expect(pulses.length).toBeGreaterThan(5);
    expect(typed).toEqual(plain as typeof typed);
  });

  it('end with the name of the variable that holds a wrong answer, before its page is given', async () => {
    await spoil();
    const given: unknown[] = [];
    const pages$ = imednet.records.pages({ ...VS, recordDataSchema: schema.recordDataSchema('VS') });
    const error = await failureOf(pages$.pipe(switchMap((page) => [given.push(page)])));
    expect(error).toBeInstanceOf(ItemValidationError);
    expect((error as ItemValidationError).problems.map(({ field }) => field)).toEqual(['recordData.vspulse']);
    expect(given.length).toBe(1);
    expect(JSON.stringify(error) + (error as Error).message).not.toContain(CANARY);
  });

  it('all come with a warning where that is asked for', async () => {
    const recordId = await spoil();
    const options = { ...VS, recordDataSchema: schema.recordDataSchema('VS'), validate: 'warn' } as const;
    const records = await lastValueFrom(imednet.records.list(options).pipe(toArray()));
    expect(records.find((record) => record.recordId === recordId)?.recordData['vspulse']).toBe(CANARY);
  });
});
