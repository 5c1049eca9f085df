import { aForm, aVariable } from '../../spec/a-study';
import { AnswerChecks } from './answer-checks';
import { variableKind, type VariableKind } from './variable-kind';

const expected = (type: string, answer: unknown): string | undefined =>
  new AnswerChecks({}).expected(aVariable(aForm(1, 'F'), 'v', type), answer);

describe('variableKind', () => {
  const types: readonly (readonly [VariableKind, ...string[]])[] = [
    ['text', 'TEXT', 'text', 'MEMO'],
    ['choice', 'RADIO', 'Dropdown'],
    ['checkbox', 'CHECKBOX', 'Check Box', 'check_box', 'CHECK-BOX'],
    ['integer', 'INTEGER'],
    ['number', 'NUMBER', 'DECIMAL'],
    ['date', 'DATE'],
    ['datetime', 'DATETIME', 'DATE_TIME', 'Date Time'],
    ['time', 'TIME'],
    ['file', 'FILE', 'UPLOAD'],
    ['other', 'LABEL', 'WHATEVER', '', 'constructor'],
  ];
  for (const [kind, ...names] of types) {
    it(`knows ${names.join(', ')} as ${kind}`, () => {
      expect(names.map(variableKind)).toEqual(names.map(() => kind));
    });
  }
});

describe('AnswerChecks', () => {
  const huge = '9'.repeat(40);
  const rules: readonly (readonly [type: string, right: readonly unknown[], wrong: readonly unknown[]])[] = [
    ['TEXT', ['x', ' ', '12'], [12, true, [], {}, new Date(0)]],
    ['RADIO', ['Mild', 3, '3'], [true, ['Mild'], {}, NaN]],
    ['CHECKBOX', [true, false, 'true', 1, ['A', 2], []], [{}, [true], [['A']], NaN]],
    [
      'INTEGER',
      [0, -3, '72', '+7', '007', huge],
      [1.5, '1.5', 'x', '1e3', ' 1', true, 2 ** 53, NaN, Infinity, [1]],
    ],
    [
      'DECIMAL',
      [0, 1.5, '36.6', '-.5', '3.', '1e-3', huge],
      ['x', '1,5', '.', '1.2.3', 'NaN', ' 1', NaN, Infinity, true, {}],
    ],
    ['DATE', ['2024-02-29', '2024-02', '2024-02-29 10:00:00'], ['2024-02-30', 'x', 20240229, new Date(0)]],
    ['DATETIME', ['2024-02-29T10:00:00Z', '2024-02-29'], ['10:00', 0]],
    ['TIME', ['10:00', '10:00:59'], ['25:00', '2024-02-29', 10]],
    ['FILE', ['scan.pdf'], [1, {}]],
    ['WHATEVER', ['x', 1, true, ['x'], { x: 1 }], [NaN, Infinity, 1n, Symbol('x'), () => 1]],
  ];
  for (const [type, right, wrong] of rules) {
    it(`takes for ${type} what is one`, () => {
      for (const answer of right) expect(expected(type, answer)).withContext(String(answer)).toBeUndefined();
    });

    it(`refuses for ${type} what is none, and says what it has to be`, () => {
      for (const answer of wrong) {
        expect(expected(type, answer))
          .withContext(String(answer))
          .toMatch(/^must be .+/);
      }
    });

    it(`takes an open question for ${type}`, () => {
      for (const answer of [null, undefined, '']) expect(expected(type, answer)).toBeUndefined();
    });
  }

  it('asks checks of its own instead, whatever the spelling of the type, and not about open questions', () => {
    const asked: unknown[] = [];
    const own = (answer: unknown): boolean => asked.push(answer) > 1;
    const checks = new AnswerChecks({ 'date time': own });
    const variable = aVariable(aForm(1, 'F'), 'v', 'DATE_TIME');
    expect(['', 'first', 'second'].map((answer) => checks.expected(variable, answer))).toEqual([
      undefined,
      'must be an answer of its type',
      undefined,
    ]);
    expect(asked).toEqual(['first', 'second']);
  });
});
