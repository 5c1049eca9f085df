import { fnv1a64 } from './fnv1a64';

/** The definition, one byte after the other. */
function slow(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let index = 0; index < text.length; index++) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}

describe('fnv1a64', () => {
  // From the test vectors of the FNV draft.
  const known: readonly (readonly [text: string, hash: string])[] = [
    ['', 'cbf29ce484222325'],
    ['a', 'af63dc4c8601ec8c'],
    ['b', 'af63df4c8601f1a5'],
    ['fo', '08985907b541d342'],
    ['foo', 'dcb27518fed9d577'],
    ['foobar', '85944171f73967e8'],
    ['chongo was here!\n', '46810940eff5f915'],
  ];
  for (const [text, hash] of known) {
    it(`of ${JSON.stringify(text)} is ${hash}`, () => {
      expect(fnv1a64(text)).toBe(hash);
    });
  }

  it('is what the definition says, for texts of all lengths and signs', () => {
    let text = '';
    for (let length = 0; length < 300; length++) {
      expect(fnv1a64(text)).toBe(slow(text));
      text += String.fromCharCode((length * 7919) % 0x10000);
    }
  });

  it('tells apart texts that differ in one sign', () => {
    const hashes = Array.from({ length: 5000 }, (_, index) => fnv1a64(`{"recordId":${index}}`));
    expect(new Set(hashes).size).toBe(5000);
  });
});
