import { decodeResponseText } from './decode-response-text';

const LATIN1 = Uint8Array.of(0x7b, 0xdc, 0x7d);
const UTF8 = Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b, 0xc3, 0x9c, 0x7d);

describe('decodeResponseText', () => {
  const cases: readonly (readonly [
    contentType: string | undefined,
    bytes: Uint8Array,
    text: string | undefined,
  ])[] = [
    [undefined, UTF8, '{Ü}'],
    [undefined, LATIN1, undefined],
    [undefined, new Uint8Array(), ''],
    ['', UTF8, '{Ü}'],
    ['application/json', UTF8, '{Ü}'],
    ['application/json; charset=', UTF8, '{Ü}'],
    ['application/json; charset=UTF-8', UTF8, '{Ü}'],
    ['application/json;charset=utf8;x=1', UTF8, '{Ü}'],
    ['application/json; CharSet = "utf-8"', UTF8, '{Ü}'],
    ['application/json; charset=utf-8', LATIN1, undefined],
    ['application/json; charset=us-ascii', LATIN1, undefined],
    ['application/json; charset=ASCII', Uint8Array.of(0x7b), '{'],
    ['application/json; charset=Latin1', LATIN1, '{Ü}'],
    ['application/json; charset="ISO-8859-1", application/json', LATIN1, '{Ü}'],
    ['application/json; charset=windows-1252', Uint8Array.of(0x80, 0x9f, 0xff), '€Ÿÿ'],
    ['application/json; charset=utf-16', Uint8Array.of(0xfe, 0xff, 0, 0x7b), '{'],
    ['application/json; charset=UTF-16', Uint8Array.of(0xff, 0xfe, 0x7b, 0), '{'],
    ['application/json; charset=utf-16', Uint8Array.of(0x7b, 0), '{'],
    ['application/json; charset=utf-16', Uint8Array.of(0x7b, 0, 0x7d), undefined],
    ['application/json; charset=latin1; charset="LATIN1"', LATIN1, '{Ü}'],
    ['application/json; charset=latin1, application/json; charset=latin1', LATIN1, '{Ü}'],
    ['application/json; charset=latin1; charset=utf-8', UTF8, undefined],
    ['application/json; charset=utf-8; charset=latin1', UTF8, undefined],
    ['application/json; charset=utf-8, application/json; charset=latin1', UTF8, undefined],
    ['application/json; profile="a;charset=latin1"', UTF8, '{Ü}'],
    ['application/json; profile="\\";charset=latin1"; charset=utf-8', UTF8, '{Ü}'],
    ['application/json; profile="a;charset=utf-8"; charset=latin1', LATIN1, '{Ü}'],
    ['application/json; x-charset=latin1', UTF8, '{Ü}'],
    ['application/json; charset=ANSI_X3.4-1968', UTF8, '{Ü}'],
    ['application/json; charset=ANSI_X3.4-1968', LATIN1, undefined],
    ['application/json; charset=utf-32', UTF8, undefined],
    ['application/json; charset=nothing', UTF8, undefined],
    ["application/json; charset='utf-8'", UTF8, undefined],
  ];
  for (const [contentType, bytes, text] of cases) {
    it(`reads ${bytes.join(' ')} as ${contentType ?? 'nothing declared'}`, () => {
      expect(decodeResponseText(bytes, contentType, true)).toBe(text);
    });
  }

  it('replaces what cannot be decoded where that is allowed', () => {
    expect(decodeResponseText(LATIN1, undefined, false)).toBe('{\ufffd}');
    expect(decodeResponseText(UTF8, 'text/html; charset=nothing', false)).toBe('{Ü}');
    expect(decodeResponseText(LATIN1, 'text/html; charset=latin1', false)).toBe('{Ü}');
  });
});
