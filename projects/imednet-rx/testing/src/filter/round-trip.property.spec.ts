import fc from 'fast-check';
import { and, anyOf, createImednet, eq, type Filter, gte, lt, ne, or, type Subject } from 'imednet-rx';
import { holds, mustBe } from '../../../spec/holds';
import { FILTER_OPERATORS, type FilterExpression, parseFilter } from './parse';

type Value = string | number | boolean | Date;
type Compared = readonly [attribute: string, operator: string, values: readonly Value[]];

const OPERATORS: Readonly<Record<string, (one: never) => unknown>> = {
  '==': eq,
  '!=': ne,
  '>=': gte,
  '<': lt,
};

/** Anything that a filter can hold: no control characters, no halves of characters. */
const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
  // eslint-disable-next-line no-control-regex -- control characters are what is left out
  .filter((value) => !/[\u0000-\u001f\u007f]|\p{Surrogate}/u.test(value));
const nasty = fc.constantFrom(
  '"',
  '\\',
  '\\"',
  ';',
  ',',
  ' or ',
  'a;b==1',
  'null',
  'true',
  'and',
  '==',
  '(x)',
  ' ',
);
const value: fc.Arbitrary<Value> = fc.oneof(
  ...[text, nasty, fc.integer(), fc.boolean(), fc.integer({ min: 1, max: 1e6 }).map((n) => n / 128)],
  fc.date({ min: new Date(0), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true }),
);
const compared = (attribute: string): fc.Arbitrary<Compared> =>
  fc.oneof(
    fc.tuple(
      fc.constant(attribute),
      fc.constantFrom('!=', '>=', '<'),
      value.map((one) => [one]),
    ),
    fc.tuple(fc.constant(attribute), fc.constant('=='), fc.array(value, { minLength: 1, maxLength: 3 })),
  );
/** Some attributes, each once. */
const attributes: fc.Arbitrary<readonly Compared[]> = fc
  .uniqueArray(fc.constantFrom('a', 'b_1', 'c.d', 'E'), { minLength: 1, maxLength: 3 })
  .chain((names) => fc.tuple(...names.map(compared)));

/** The filter as one would write it. */
const filterOf = (all: readonly Compared[]): Filter<Subject> =>
  Object.fromEntries(
    all.map(([attribute, operator, values]) => [
      attribute,
      values.length > 1 ? anyOf(...values) : OPERATORS[operator]?.(values[0] as never),
    ]),
  );

/** What it should be read as: each combination of values. */
const alternativesOf = (all: readonly Compared[]): string[][] =>
  all.reduce<string[][]>(
    (before, [attribute, operator, values]) =>
      before.flatMap((terms) => values.map((one) => [...terms, render(attribute, operator, one)])),
    [[]],
  );

const render = (attribute: string, operator: string, one: Value): string => {
  if (one instanceof Date) return JSON.stringify([attribute, operator, `${one.toISOString().slice(0, 19)}Z`]);
  return JSON.stringify([attribute, operator, String(one), typeof one === 'string' && isWord(one)]);
};
/** What would be something else without quotes. */
const isWord = (one: string): boolean => /^(?:null|true|false)$/.test(one);

const read = (expression: FilterExpression): string[][] =>
  expression.map((terms) =>
    terms.map(({ attribute, operator, value: got, quoted }) =>
      /^\d{4}-\d\d-\d\dT/.test(got) && !quoted
        ? JSON.stringify([attribute, operator, got])
        : JSON.stringify([attribute, operator, got, quoted && isWord(got)]),
    ),
  );

/** The filter as the library sends it. */
const sent = (filter: Filter<Subject>): string => {
  let query = '';
  createImednet({
    ...{ apiKey: 'key', securityKey: 'key', baseUrl: 'https://edc.test', retries: 0 },
    adapter: ({ url = '' }) => {
      query = new URL(url).searchParams.get('filter') ?? '';
      return new Promise(() => undefined);
    },
  })
    .subjects.list({ studyKey: 'DEMO', filter })
    .subscribe()
    .unsubscribe();
  return query;
};

describe('What the library writes as a filter', () => {
  it('is read as what was meant, whatever the values hold', () =>
    holds(
      fc.property(attributes, (all) => {
        mustBe(read(parseFilter(sent(filterOf(all)), FILTER_OPERATORS)), alternativesOf(all), 'alternatives');
      }),
    ));

  it('is read as what was meant, also in combinations', () =>
    holds(
      fc.property(attributes, attributes, value, (first, second, one) => {
        const either = or(filterOf(first), filterOf(second));
        const both = and<object>({ zz: one }, either) as unknown as Filter<Subject>;
        const expected = [...alternativesOf(first), ...alternativesOf(second)].map((terms) => [
          render('zz', '==', one),
          ...terms,
        ]);
        mustBe(read(parseFilter(sent(both), FILTER_OPERATORS)), expected, 'alternatives');
      }),
    ));
});
