import fc from 'fast-check';
import { redactValues } from './redact-values';

const redacted = (value: unknown, text: string): string | undefined => redactValues(value)?.(text);

describe('redactValues', () => {
  const cases: readonly (readonly [string, unknown, string, string])[] = [
    ['overlapping leaves as one', ['abc', 'bcd'], 'x abcd y', 'x [redacted] y'],
    ['a leaf that overlaps itself', ['aXa'], 'x aXaXa y', 'x [redacted] y'],
    ['adjacent leaves as one', ['ab', 'cd'], 'x abcd y', 'x [redacted] y'],
    ['a leaf that is a part of the replacement', ['e', 'red'], 'fired', 'fi[redacted]'],
    ['each letter of a repeated one, once', Array(26).fill('e'), 'here', 'h[redacted]r[redacted]'],
    ['letters of any case', ['straße', 'ΟΔΌΣ'], 'STRAßE, οδός', '[redacted], [redacted]'],
    ['a leaf beside letters whose case is longer', ['JANE'], 'İİ jane ßß', 'İİ [redacted] ßß'],
    ['characters beyond the basic plane', ['😀𐐀'], 'x 😀𐐨 y', 'x [redacted] y'],
    ['a boolean', true, 'pregnant: true', 'pregnant: [redacted]'],
    ['leaves of a nested value', { a: [{ b: { c: ['Jane'] } }] }, 'jane', '[redacted]'],
    ['nothing for names', { Jane: '' }, 'Jane', 'Jane'],
    ['nothing for a missing value', undefined, 'undefined', 'undefined'],
  ];
  for (const [story, value, text, expected] of cases) {
    it(`removes ${story}`, () => {
      expect(redacted(value, text)).toBe(expected);
    });
  }

  const excessive: readonly (readonly [string, unknown])[] = [
    ['many leaves', Array.from({ length: 2000 }, (_, index) => index)],
    ['many equal leaves', Array(2000).fill('e')],
    ['a leaf longer than a text, of which the text may quote a part', 'e'.repeat(2001)],
    ['long leaves', Array(20).fill('e'.repeat(1000))],
    ['nesting', JSON.parse('['.repeat(50_000) + '1' + ']'.repeat(50_000))],
  ];
  for (const [story, value] of excessive) {
    it(`gives up on ${story} without leaving anything to remove by`, () => {
      expect(redactValues(value)).toBeUndefined();
    });
  }

  it('gives up on a long text', () => {
    expect(redacted('x', 'y'.repeat(2001))).toBeUndefined();
  });

  it('leaves no part of a leaf standing, whatever the value and the text around it', () => {
    const leaf = fc
      .string({ minLength: 3, maxLength: 12, unit: 'grapheme' })
      .filter((text) => text.trim().length >= 3);
    fc.assert(
      fc.property(
        fc.array(leaf, { minLength: 1, maxLength: 5 }),
        fc.array(fc.nat(9), { maxLength: 8 }),
        (leaves, order) => {
          const text = order.map((place) => leaves[place] ?? `<${String(place)}>`).join('');
          const rest = redacted({ nested: [leaves] }, text)?.replaceAll('[redacted]', '\n') ?? '';
          for (const each of leaves) expect(rest).not.toContain(each.trim());
        },
      ),
    );
  });

  it('searches a text once, for each distinct leaf, however often a value repeats it', () => {
    const search = spyOn(String.prototype, 'matchAll').and.callThrough();
    for (const count of [10, 100, 900]) {
      redacted(
        Array.from({ length: count }, (_, index) => `leaf${String(index % 5)}`),
        'e'.repeat(2000),
      );
    }

    expect(search.calls.allArgs().map(([pattern]) => pattern.source)).toEqual(
      Array<string>(3).fill('(?=(leaf4|leaf3|leaf2|leaf1|leaf0))'),
    );
  });

  it('grows a text by no more than one replacement for each of its characters', () => {
    fc.assert(
      fc.property(fc.jsonValue({ depthSize: 'large' }), fc.string({ maxLength: 200 }), (value, text) => {
        const rest = redacted(value, text);
        if (rest !== undefined) expect(rest.length).toBeLessThanOrEqual(10 * text.length);
      }),
    );
  });
});
