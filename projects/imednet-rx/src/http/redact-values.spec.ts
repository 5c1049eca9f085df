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
    ['letters whose other case is longer', ['straße'], 'STRASSE, strasse', '[redacted], [redacted]'],
    ['letters whose other case is shorter', ['STRASSE'], 'x straße y', 'x [redacted] y'],
    ['letters with a dot', ['İbrahim'], 'ibrahim i\u0307brahim IBRAHIM', '[redacted] [redacted] [redacted]'],
    ['letters with a dot in the text', ['ibrahim'], 'x İBRAHIM ıbrahim', 'x [redacted] [redacted]'],
    ['accents in another encoding', ['Jos\u00e9'], 'x Jose\u0301 y', 'x [redacted] y'],
    ['accents that the text omits', ['Jos\u00e9'], 'x JOSE y', 'x [redacted] y'],
    ['spaces of another kind', ['Jane Doe'], 'x Jane\u00a0Doe y', 'x [redacted] y'],
    ['letters with invisible ones between', ['Jane'], 'x Ja\u00adn\u200be y', 'x [redacted] y'],
    ['letters of another width', ['Jane'], 'x Ｊａｎｅ y', 'x [redacted] y'],
    ['quotation marks that the text escapes', ['Jane "J" Doe'], 'x Jane \\"J\\" Doe y', 'x [redacted] y'],
    ['a part of a letter, with the whole of it', ['Stras'], 'x Straß y', 'x [redacted] y'],
    ['a number in another notation', { n: 1000 }, 'x 1e3 1000.0 y', 'x [redacted] [redacted] y'],
    ['a number with more digits', 7.5, 'x 7.50 y', 'x [redacted] y'],
    ['a negative number', -7.5, 'x -7.50 y', 'x [redacted] y'],
    [
      'a number that was rounded',
      JSON.parse('12345678901234567890'),
      'x 12345678901234567890 y',
      'x [redacted] y',
    ],
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
    ['a leaf of which nothing could be searched for', '\u200b'],
    ['long leaves', Array(20).fill('e'.repeat(1000))],
    ['nesting', JSON.parse('['.repeat(50_000) + '1' + ']'.repeat(50_000))],
  ];
  for (const [story, value] of excessive) {
    it(`gives up on ${story} without leaving anything to remove by`, () => {
      expect(redactValues(value)).toBeUndefined();
    });
  }

  const names: readonly (readonly [string, unknown, boolean])[] = [
    ['page', 'XX', false],
    ['page', 'average', false],
    ['Doe', 'Jane Doe', true],
    ['DOE', ['x', { y: 'Jane-Doe!' }], true],
    ['jane_doe', 'Jane Doe', true],
    ['items[0].Jane-Doe', 'jane doe', true],
    ['Jane', { Jane: 1 }, true],
    ['Jos\u00e9', 'JOSE', true],
    ['AETERM', '!', false],
    ['AETERM', null, false],
  ];
  for (const [name, value, expected] of names) {
    it(`takes ${name} for ${expected ? 'a part of' : 'no part of'} ${JSON.stringify(value)}`, () => {
      expect(redactValues(value)?.repeatedBy(name)).toBe(expected);
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
