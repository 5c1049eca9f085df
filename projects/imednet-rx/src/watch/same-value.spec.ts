import fc from 'fast-check';
import { holds, mustBe } from '../../spec/holds';
import { sameValue } from './same-value';

describe('sameValue', () => {
  const pairs: readonly (readonly [story: string, a: unknown, b: unknown, same: boolean])[] = [
    ['the same text', 'a', 'a', true],
    ['another text', 'a', 'b', false],
    ['a number and its text', 1, '1', false],
    ['null and nothing', null, undefined, false],
    ['null and an object', null, {}, false],
    ['no number twice', NaN, NaN, true],
    ['attributes in another order', { a: 1, b: 2 }, { b: 2, a: 1 }, true],
    ['one attribute more', { a: 1 }, { a: 1, b: 2 }, false],
    ['another attribute without a value', { a: undefined }, { b: undefined }, false],
    [
      'an answer that changed, deep inside',
      { recordData: { AE: [1, { x: 1 }] } },
      { recordData: { AE: [1, { x: 2 }] } },
      false,
    ],
    [
      'the same answers',
      { recordData: { AE: [1, { x: null }] } },
      { recordData: { AE: [1, { x: null }] } },
      true,
    ],
    ['a list in another order', [1, 2], [2, 1], false],
    ['a list and an object that looks like it', [1], { 0: 1 }, false],
    ['an attribute that became a list', { a: 1 }, { a: [1] }, false],
    ['an attribute that became null', { a: {} }, { a: null }, false],
    ['the same time', { at: new Date(5) }, { at: new Date(5) }, true],
    ['another time', { at: new Date(5) }, { at: new Date(6) }, false],
    ['a time and an empty object', { at: new Date(5) }, { at: {} }, false],
    ['what can not be looked into', { a: new Map([[1, 2]]) }, { a: new Map([[1, 2]]) }, false],
    [
      'a name that objects have by nature',
      JSON.parse('{"__proto__": 1}'),
      JSON.parse('{"__proto__": 2}'),
      false,
    ],
    ['a name that one has by nature only', JSON.parse('{"toString": null}'), {}, false],
  ];
  for (const [story, a, b, same] of pairs) {
    it(`${same ? 'takes for the same' : 'tells apart'} ${story}`, () => {
      expect(sameValue(a, b)).toBe(same);
      expect(sameValue(b, a)).toBe(same);
    });
  }

  it('takes for the same what is the same JSON, and nothing else', () =>
    holds(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const [copy, other] = [
          JSON.parse(JSON.stringify(a)) as unknown,
          JSON.parse(JSON.stringify(b)) as unknown,
        ];
        mustBe(sameValue(JSON.parse(JSON.stringify(a)), copy), true, 'a copy');
        mustBe(sameValue(copy, other), canonical(copy) === canonical(other), 'two values');
      }),
      500,
    ));

  it('takes depth without overflowing the stack', () => {
    const nested = (): unknown => {
      let value: unknown = 1;
      for (let depth = 0; depth < 100_000; depth++) value = [value];
      return value;
    };
    expect(sameValue(nested(), nested())).toBeTrue();
  });
});

function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? ['an object', ...Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))]
      : inner,
  );
}
