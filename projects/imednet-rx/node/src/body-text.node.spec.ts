import { BodyText, type TextFormat } from './body-text';
import { ScratchBuffers } from './scratch-buffers';

const TEXTS: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['ASCII', '{"a":"plain"}'],
  ['two bytes', 'ÄÖÜß'],
  ['three bytes', '被験者'],
  ['four bytes', '😀👩‍⚕️'],
  ['all in turn', 'abc é def 被 ghi 😀 jkl'],
  ['a mark inside', 'a\uFEFFb'],
];

const scratch = new ScratchBuffers();

describe('BodyText', () => {
  for (const [story, text] of TEXTS) {
    for (const size of [1, 2, 3, 5, 1000]) {
      it(`reads ${story} in chunks of ${String(size)} bytes`, () => {
        const body = new BodyText(scratch);
        const bytes = Buffer.from(text);
        for (let at = 0; at < bytes.length; at += size) body.write(bytes.subarray(at, at + size));
        expect(body.end()).toBe(text);
        expect(body.bytes).toBe(bytes.length);
      });
    }
  }

  it('leaves out a byte order mark at the beginning, split or not', () => {
    for (const size of [1, 2, 100]) {
      const body = new BodyText(scratch);
      const bytes = Buffer.from('\uFEFF{}');
      for (let at = 0; at < bytes.length; at += size) body.write(bytes.subarray(at, at + size));
      expect(body.end()).toBe('{}');
    }
  });

  it('rejects bytes that are invalid in the charset, and replaces them only in what is not data', () => {
    const bytes = Buffer.from([0x61, 0xc3, 0x62, 0xff]);
    const read = (format?: TextFormat): string | undefined => {
      const body = new BodyText(scratch, format);
      body.write(bytes.subarray(0, 2));
      body.write(bytes.subarray(2));
      return body.end();
    };
    expect(read()).toBeUndefined();
    expect(read({ contentType: 'application/json; charset=utf-8-x' })).toBeUndefined();
    expect(read({ strict: false })).toBe(bytes.toString('utf8'));
    expect(read({ contentType: 'application/json; charset="latin1"' })).toBe('aÃbÿ');
  });

  it('takes a body of any size, and leaves nothing of it to the next one', () => {
    const long = 'x'.repeat(3_000_000);
    for (const text of [long, 'short', '', 'é', long]) {
      const body = new BodyText(scratch);
      const bytes = Buffer.from(text);
      for (let at = 0; at < bytes.length; at += 65_536) body.write(bytes.subarray(at, at + 65_536));
      expect(body.end() === text).toBeTrue();
    }
  });

  it('does not mix up bodies that come at the same time', () => {
    const bodies = [0, 1, 2].map(() => new BodyText(scratch));
    for (let chunk = 0; chunk < 10; chunk++) {
      bodies.forEach((body, index) => body.write(Buffer.from(String(index))));
    }
    expect(bodies.map((body) => body.end())).toEqual(['0000000000', '1111111111', '2222222222']);
  });
});
