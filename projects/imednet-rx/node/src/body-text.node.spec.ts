import { Utf8Decoder } from './utf8-decoder';

const TEXTS: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['ASCII', '{"a":"plain"}'],
  ['two bytes', 'ÄÖÜß'],
  ['three bytes', '被験者'],
  ['four bytes', '😀👩‍⚕️'],
  ['all in turn', 'abc é def 被 ghi 😀 jkl'],
  ['a mark inside', 'a\uFEFFb'],
];

describe('Utf8Decoder', () => {
  for (const [story, text] of TEXTS) {
    for (const size of [1, 2, 3, 5, 1000]) {
      it(`reads ${story} in chunks of ${String(size)} bytes`, () => {
        const decoder = new Utf8Decoder();
        const bytes = Buffer.from(text);
        for (let at = 0; at < bytes.length; at += size) decoder.write(bytes.subarray(at, at + size));
        expect(decoder.end()).toBe(text);
        expect(decoder.bytes).toBe(bytes.length);
      });
    }
  }

  it('leaves out a byte order mark at the beginning, split or not', () => {
    for (const size of [1, 2, 100]) {
      const decoder = new Utf8Decoder();
      const bytes = Buffer.from('\uFEFF{}');
      for (let at = 0; at < bytes.length; at += size) decoder.write(bytes.subarray(at, at + size));
      expect(decoder.end()).toBe('{}');
    }
  });

  it('shows broken bytes as Node does', () => {
    const bytes = Buffer.from([0x61, 0xc3, 0x62, 0xff]);
    const decoder = new Utf8Decoder();
    decoder.write(bytes.subarray(0, 2));
    decoder.write(bytes.subarray(2));
    expect(decoder.end()).toBe(bytes.toString('utf8'));
  });
});
