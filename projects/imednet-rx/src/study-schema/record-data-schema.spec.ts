import type { StandardSchemaV1 } from '@standard-schema/spec';
import { aForm, aVariable } from '../../spec/a-study';
import type { RecordDataSchema } from './record-data-schema';
import { StudySchema } from './study-schema';

const AE = aForm(1, 'AE');
const schema = new StudySchema({
  studyKey: 'DEMO',
  forms: [AE],
  variables: [
    aVariable(AE, 'aeterm', 'TEXT'),
    aVariable(AE, 'aestdt', 'DATE'),
    aVariable(AE, 'Pain Level', 'INTEGER'),
    aVariable(AE, 'arm', 'INTEGER', { blinded: true }),
    aVariable(AE, 'aeoff', 'INTEGER', { disabled: true }),
    aVariable(AE, 'aegone', 'INTEGER', { deleted: true }),
  ],
  intervals: [],
});
const CANARY = 'Erika Mustermann';

describe('recordDataSchema', () => {
  const cases: readonly (readonly [story: string, data: unknown, issues: string, strictIssues: string])[] = [
    ['right answers', { aeterm: 'Rash', aestdt: '2024-02-29', 'Pain Level': '3' }, '', ''],
    ['numbers as the text that was sent', { 'Pain Level': '1e1' }, '', ''],
    ['numbers as text that are of another type', { 'Pain Level': '1.5' }, 'Pain Level', 'Pain Level'],
    ['open questions', { aeterm: '', aestdt: null }, '', ''],
    ['what the API adds', { unvnum: '1', dateCreated: 'x', dateModified: 'x' }, '', ''],
    ['hidden and former answers', { arm: CANARY, aeoff: CANARY, aegone: CANARY }, '', ''],
    ['an unknown key', { aewhat: CANARY }, '', 'aewhat'],
    ['a key that is no name', { [CANARY]: 1 }, '', '(other)'],
    ['wrong types', { aeterm: 1, 'Pain Level': CANARY }, 'aeterm|Pain Level', 'aeterm|Pain Level'],
    ['both', { aestdt: CANARY, aewhat: 1 }, 'aestdt', 'aestdt|aewhat'],
  ];
  for (const [story, data, lenient, strict] of cases) {
    it(`tells what is wrong with ${story}, by name and without the answer`, () => {
      for (const [options, names] of [
        [undefined, lenient],
        [{ unknown: 'pass' }, lenient],
        [{ unknown: 'refuse' }, strict],
      ] as const) {
        const issues = issuesOf(schema.recordDataSchema('AE', options), data);
        expect(issues.map(({ name }) => name).join('|')).toBe(names);
        for (const { name, message } of issues) expect(message.startsWith(name)).toBeTrue();
        expect(JSON.stringify(issues)).not.toContain(CANARY);
      }
    });
  }

  it('gives back the very answers, unchanged', () => {
    const data = Object.freeze({ aeterm: 'Rash', aestdt: '2024-02-29' });
    const result = schema.recordDataSchema('AE')['~standard'].validate(data);
    expect(result.issues).toBeUndefined();
    expect((result as StandardSchemaV1.SuccessResult<object>).value).toBe(data);
  });

  for (const data of [null, undefined, CANARY, 7, [CANARY], new Map()]) {
    it(`refuses ${Object.prototype.toString.call(data)} as a whole`, () => {
      const { issues } = schema.recordDataSchema('AE')['~standard'].validate(data);
      expect(issues?.length).toBe(1);
      expect(issues?.[0]?.path).toBeUndefined();
      expect(JSON.stringify(issues)).not.toContain(CANARY);
    });
  }

  it('is a Standard Schema, whose types are those that you know', () => {
    const typed: StandardSchemaV1<{ readonly aeterm: string }> = schema.recordDataSchema<{
      readonly aeterm: string;
    }>('AE');
    const { version, vendor } = typed['~standard'];
    expect([version, vendor]).toEqual([1, 'imednet-rx']);
    const answers: StandardSchemaV1.InferOutput<typeof typed> = { aeterm: 'x' };
    // @ts-expect-error of another type
    answers.aeterm satisfies number;
    expect(answers.aeterm).toBe('x');
  });
});

function issuesOf(
  schema: RecordDataSchema<object>,
  data: unknown,
): readonly { readonly name: string; readonly message: string }[] {
  const { issues = [] } = schema['~standard'].validate(data);
  return issues.map(({ path = [], message }) => ({ name: (path as string[]).join('.'), message }));
}
