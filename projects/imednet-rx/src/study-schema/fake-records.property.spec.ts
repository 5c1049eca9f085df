import fc from 'fast-check';
import { FakeImednet, fakeImednetAdapter } from 'imednet-rx/testing';
import { forkJoin, lastValueFrom, toArray } from 'rxjs';
import { holds, must, mustBe } from '../../spec/holds';
import { createImednet } from '../client/imednet';
import type { ImednetRecord } from '../models/record';
import type { Variable } from '../models/variable';
import type { NewRecordLike } from './new-record-like';
import type { DataProblem } from './schema-problem';
import { StudySchema } from './study-schema';
import { variableKind, type VariableKind } from './variable-kind';

const CANARY = 'Erika Mustermann';

/** Answers that are wrong for a kind of variable; each holds a canary, or nothing that could tell anything. */
const WRONG: Partial<Record<VariableKind, readonly unknown[]>> = {
  text: [7, true, [CANARY], { CANARY }],
  choice: [true, [CANARY], { CANARY }],
  checkbox: [{ CANARY }, [{ CANARY }]],
  integer: [CANARY, 1.5, true, [CANARY]],
  number: [CANARY, false, { CANARY }],
  date: [CANARY, '2023-02-29', 20230228, { CANARY }],
};

const sizes = fc.record({
  seed: fc.integer({ min: 1, max: 1000 }),
  subjects: fc.integer({ min: 1, max: 4 }),
  recordsPerVisit: fc.integer({ min: 1, max: 7 }),
});

interface Study {
  readonly schema: StudySchema;
  readonly records: readonly ImednetRecord[];
}

async function studyOf(options: object): Promise<Study> {
  using imednet = createImednet({
    ...{ apiKey: 'a', securityKey: 'b', baseUrl: 'https://edc.test', defaultStudyKey: 'DEMO' },
    adapter: fakeImednetAdapter(new FakeImednet(options)),
  });
  return await lastValueFrom(
    forkJoin({ schema: imednet.schema(), records: imednet.records.list({ pageSize: 500 }).pipe(toArray()) }),
  );
}

/** The record as it would be posted. */
function asPosted({ formKey, subjectKey, intervalId, recordData }: ImednetRecord): NewRecordLike {
  return { formKey, subjectKey, intervalId: intervalId ?? undefined, data: recordData };
}

function withVariable(schema: StudySchema, variable: Variable, changes: Partial<Variable>): StudySchema {
  const definitions = schema.toJSON();
  const variables = definitions.variables.map((each) => (each === variable ? { ...each, ...changes } : each));
  return new StudySchema({ ...definitions, variables });
}

const told = (problems: readonly DataProblem[]): string[] =>
  problems.map(({ field, rule }) => `${field}: ${rule}`);

describe('records of a study and its schema', () => {
  it('agree, however they are looked at', () =>
    holds(
      fc.asyncProperty(sizes, async (options) => {
        const { schema, records } = await studyOf(options);
        mustBe(schema.checkRecords(records.map(asPosted)), [], 'problems');
        for (const { formId, formKey, recordData } of records) {
          const strict = schema.recordDataSchema(formKey, { unknown: 'refuse' });
          mustBe(strict['~standard'].validate(recordData).issues ?? [], [], 'issues');
          mustBe(told(schema.checkRecordData(formId, recordData)), [], 'problems of the data');
        }
      }),
      15,
    ));

  it('agree where the API sends each answer as a text', () =>
    holds(
      fc.asyncProperty(sizes, async (options) => {
        const { schema, records } = await studyOf(options);
        for (const { formKey, recordData } of records) {
          const texts = Object.fromEntries(
            Object.entries(recordData).map(([name, answer]) => [name, String(answer)]),
          );
          mustBe(schema.recordDataSchema(formKey)['~standard'].validate(texts).issues ?? [], [], 'issues');
        }
      }),
      5,
    ));

  describe('one of which was changed', () => {
    let study: Study;
    beforeAll(async () => {
      study = await studyOf({ seed: 3, subjects: 6, recordsPerVisit: 6 });
    });
    const nat = fc.nat();
    const pick = <T>(from: readonly T[], at: number): T => from[at % from.length]!;

    it('differ in exactly that answer, if it is wrong for its type', () =>
      holds(
        fc.property(nat, nat, nat, (nthRecord, nthVariable, nthAnswer) => {
          const { schema, records } = study;
          const record = pick(records, nthRecord);
          const { variableName, variableType } = pick(schema.variables(record.formId), nthVariable);
          const wrong = pick(WRONG[variableKind(variableType)] ?? [], nthAnswer);
          const data = { ...record.recordData, [variableName]: wrong };

          const problems = schema.checkRecords([asPosted(record), { ...asPosted(record), data }]);
          mustBe(
            problems.map(({ index }) => index),
            [1],
            'indexes',
          );
          mustBe(told(problems), [`data.${variableName}: wrong-type`], 'problems');
          const { issues = [] } = schema.recordDataSchema(record.formId)['~standard'].validate(data);
          mustBe(
            issues.map(({ path }) => path),
            [[variableName]],
            'paths',
          );
          assertSilent([problems, issues], record);
        }),
      ));

    it('differ in exactly that key, if the form does not know it', () =>
      holds(
        fc.property(nat, fc.oneof(fc.string(), fc.constant(CANARY), fc.constant('aewhat')), (nth, key) => {
          const { schema, records } = study;
          const record = pick(records, nth);
          fc.pre(!schema.variable(record.formId, key));
          const data = Object.fromEntries([...Object.entries(record.recordData), [key, CANARY]]);

          const problems = schema.checkRecords([{ ...asPosted(record), data }]);
          mustBe(
            problems.map(({ rule }) => rule),
            ['unknown-variable'],
            'problems',
          );
          must(['data.(other)', `data.${key}`].includes(problems[0]?.field ?? ''), 'tells the key or none');
          const strict = schema.recordDataSchema(record.formId, { unknown: 'refuse' });
          mustBe(strict['~standard'].validate(data).issues?.length, 1, 'issues');
          mustBe(
            schema.recordDataSchema(record.formId)['~standard'].validate(data).issues,
            undefined,
            'issues',
          );
          assertSilent([problems], record);
        }),
      ));

    it('differ in exactly that variable, if it was taken away', () =>
      holds(
        fc.property(nat, nat, fc.constantFrom('disabled', 'deleted'), (nthRecord, nthVariable, flag) => {
          const { schema, records } = study;
          const record = pick(records, nthRecord);
          const variable = pick(schema.variables(record.formId), nthVariable);
          const changed = withVariable(schema, variable, { [flag]: true });

          const problems = changed.checkRecords([asPosted(record)]);
          mustBe(told(problems), [`data.${variable.variableName}: ${flag}-variable`], 'problems');
          const strict = changed.recordDataSchema(record.formId, { unknown: 'refuse' });
          mustBe(strict['~standard'].validate(record.recordData).issues, undefined, 'issues');
          assertSilent([problems], record);
        }),
      ));

    it('differ in exactly the form or interval, if that was disabled', () =>
      holds(
        fc.property(nat, fc.boolean(), (nth, ofForm) => {
          const { schema, records } = study;
          const record = pick(records, nth);
          const { forms, intervals, ...rest } = schema.toJSON();
          const changed = new StudySchema({
            ...rest,
            forms: forms.map((form) => ({ ...form, disabled: ofForm && form.formId === record.formId })),
            intervals: intervals.map((each) => ({
              ...each,
              disabled: !ofForm && each.intervalId === record.intervalId,
            })),
          });
          const ofInterval = record.intervalId === null ? [] : ['intervalId: disabled-interval'];
          const expected = ofForm ? ['formKey: disabled-form'] : ofInterval;
          mustBe(told(changed.checkRecords([asPosted(record)])), expected, 'problems');
        }),
      ));
  });
});

/** Nothing of a patient's in what is told; short answers may be parts of words by chance. */
function assertSilent(problems: unknown, { recordData, subjectKey }: ImednetRecord): void {
  const text = JSON.stringify(problems);
  const answers = Object.values(recordData).filter((answer) => String(answer).length > 5);
  for (const value of [CANARY, subjectKey, ...answers]) must(!text.includes(String(value)), 'holds a value');
}
