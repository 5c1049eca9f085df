import * as fc from 'fast-check';
import { parseTextNumbers } from './parse-text-numbers';

/** A number as it is written. */
class NumberSource {
  constructor(readonly source: string) {}
}

/** An object, in which a name may occur twice. */
class ObjectSource {
  constructor(readonly members: readonly (readonly [name: string, value: Json])[]) {}
}

/** JSON whose numbers are written in a spelling of their own. */
type Json = string | boolean | null | NumberSource | ObjectSource | readonly Json[];

const digits = (min: number, max: number): fc.Arbitrary<string> =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max }).map((found) => found.join(''));

/** Each literal that JSON's grammar allows, far beyond what a number holds. */
const numberSource = fc
  .record({
    sign: fc.constantFrom('', '-'),
    whole: fc.oneof(
      fc.constant('0'),
      fc.tuple(fc.integer({ min: 1, max: 9 }), digits(0, 30)).map((parts) => parts.join('')),
    ),
    fraction: fc.oneof(
      fc.constant(''),
      digits(1, 30).map((text) => `.${text}`),
    ),
    exponent: fc.oneof(
      fc.constant(''),
      fc
        .tuple(fc.constantFrom('e', 'E'), fc.constantFrom('', '+', '-'), digits(1, 4))
        .map((parts) => parts.join('')),
    ),
  })
  .map(({ sign, whole, fraction, exponent }) => new NumberSource(sign + whole + fraction + exponent));

const name = fc.oneof(
  fc.constantFrom('AETERM', 'recordData', '__proto__', 'constructor', 'toString', 'data', '0', ''),
  fc.string({ unit: 'binary', maxLength: 5 }),
);
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom('1.10', '1e3', '-0', '"7"', '\\u0031'),
);
const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    numberSource,
    text,
    fc.constantFrom(true, false, null),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.array(fc.tuple(name, tie('json')), { maxLength: 4 }).map((members) => new ObjectSource(members)),
  ),
}));

const space = fc.constantFrom('', ' ', '\n\t');

/** Writes JSON; numbers as they are given, or as strings. */
function written(value: Json, gap: string, number: (source: string) => string): string {
  if (value instanceof NumberSource) return number(value.source);
  if (value instanceof ObjectSource) {
    const members = value.members.map(
      ([key, member]) => `${JSON.stringify(key)}${gap}:${gap}${written(member, gap, number)}`,
    );
    return `{${gap}${members.join(`${gap},`)}${gap}}`;
  }
  if (Array.isArray(value)) {
    return `[${gap}${(value as readonly Json[]).map((entry) => written(entry, gap, number)).join(`,${gap}`)}${gap}]`;
  }
  return JSON.stringify(value);
}

const asIs = (source: string): string => source;
const quoted = (source: string): string => `"${source}"`;
const nameText = fc.constantFrom('"recordData"', '"record\\u0044ata"');

describe('parseTextNumbers', () => {
  it('keeps the numbers of recordData as their source text, and parses all else like JSON.parse', () => {
    const row = fc.record({ before: json, data: json, after: json, key: nameText });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 4 }), fc.boolean(), space, json, (rows, bare, gap, other) => {
        const body = (number: (source: string) => string): string => {
          const rowTexts = rows.map(({ before, data, after, key }) => {
            // Answers are an object or a list: a bare number in their place is none.
            const answers = written(data, gap, data instanceof NumberSource ? asIs : number);
            return `{"a":${written(before, gap, asIs)},${key}:${answers},"b":${written(after, gap, asIs)}}`;
          });
          const list = `[${rowTexts.join(',')}]`;
          return bare ? list : `{"metadata":{"x":${written(other, gap, asIs)}},"data":${list},"n":1.10}`;
        };
        expect(parseTextNumbers(body(asIs))).toEqual(JSON.parse(body(quoted)));
      }),
      { numRuns: 500 },
    );
  });

  const literals: readonly string[] = [
    ...['0', '-0', '1.10', '1e3', '1E+3', '-1.5e-3', '0.1000000000000000055', '12345678901234567890'],
    ...['9007199254740993', '1e400', '-1e-400', '0.0', '100', '1.0'],
  ];
  for (const literal of literals) {
    it(`keeps ${literal}`, () => {
      const body = `{"data":[{"n":${literal},"recordData":{"x":${literal},"y":[{"z":[${literal}]}],"s":"${literal}"}}]}`;
      expect(parseTextNumbers(body)).toEqual({
        data: [
          {
            n: JSON.parse(literal) as number,
            recordData: { x: literal, y: [{ z: [literal] }], s: literal },
          },
        ],
      });
    });
  }

  it('takes the last of several members of one name, as JSON.parse does', () => {
    const body =
      '{"data":[{"recordData":{"x":1}}],"data":[{"recordData":{"x":1.0,"x":2.0,"y":{"a":1},"y":3.0},"recordData":{"x":4.0,"x":5.0}}]}';
    expect(parseTextNumbers(body)).toEqual({ data: [{ recordData: { x: '5.0' } }] });
  });

  it('changes no prototype', () => {
    const { data } = parseTextNumbers('{"data":[{"recordData":{"__proto__":{"x":1.0},"y":2.0}}]}') as {
      data: readonly [{ readonly recordData: object }];
    };
    const [{ recordData }] = data;
    expect(Object.getPrototypeOf(recordData)).toBe(Object.prototype);
    expect(Object.entries(recordData)).toEqual([
      ['__proto__', { x: '1.0' }],
      ['y', '2.0'],
    ]);
  });

  for (const body of [
    'null',
    '7',
    '"recordData"',
    '[1.10,null,"recordData"]',
    '{"recordData":1.10}',
    '{"data":1}',
  ]) {
    it(`parses ${body}, which has no rows, like JSON.parse`, () => {
      expect(parseTextNumbers(body)).toEqual(JSON.parse(body));
    });
  }

  it('throws what JSON.parse throws for what is not JSON', () => {
    for (const body of [
      '',
      '{"data":[{"recordData":{"x":1}}',
      '{"data":[{"recordData":{"x":01}}]}',
      '\ufeff[]',
    ]) {
      expect(() => parseTextNumbers(body))
        .withContext(body)
        .toThrowError(SyntaxError);
    }
  });
});
