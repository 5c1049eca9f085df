import type { Variable } from 'imednet-rx';
import { answersOf } from './record-answers';

const variable = (variableName: string, sequence: number, formKey = 'AE'): Variable =>
  ({ variableName, sequence, formKey, label: `The ${variableName}` }) as Variable;

describe('the answers of a record', () => {
  it('come in the order of the form, with its questions, unknown ones last', () => {
    const record = { formKey: 'AE', recordData: { extra: 1, severity: 'Mild', term: 'Headache' } };
    const variables = [variable('severity', 2), variable('term', 1), variable('extra', 1, 'VS')];
    expect(answersOf(record, variables)).toEqual([
      { name: 'term', label: 'The term', text: 'Headache' },
      { name: 'severity', label: 'The severity', text: 'Mild' },
      { name: 'extra', label: 'extra', text: '1' },
    ]);
  });

  const values: readonly (readonly [unknown, string])[] = [
    [null, '–'],
    ['', '–'],
    [undefined, '–'],
    [0, '0'],
    [true, 'Yes'],
    [false, 'No'],
    [['a', 'b'], '["a","b"]'],
  ];
  for (const [value, text] of values) {
    it(`show ${JSON.stringify(value)} as ${text}`, () => {
      expect(answersOf({ formKey: 'AE', recordData: { x: value } }, [])[0]?.text).toBe(text);
    });
  }
});
