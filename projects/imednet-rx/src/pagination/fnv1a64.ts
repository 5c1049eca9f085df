const WORD = 0x1_0000_0000;
/** The prime is 2^40 + 0x1b3. */
const PRIME_LOW = 0x1b3;

/**
 * FNV-1a, 64 bits, over the UTF-16 code units of a text, as 16 hexadecimal digits.
 *
 * It tells texts apart by accident, not against an attacker. In two halves of 32 bits, whose products with
 * the small part of the prime are exact numbers, since BigInt is many times slower.
 *
 * @see {@link https://datatracker.ietf.org/doc/html/draft-eastlake-fnv | The FNV hash}
 */
export function fnv1a64(text: string): string {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (let index = 0; index < text.length; index++) {
    low = (low ^ text.charCodeAt(index)) >>> 0;
    const product = low * PRIME_LOW;
    const rest = product >>> 0;
    high = (Math.imul(high, PRIME_LOW) + (low << 8) + (product - rest) / WORD) >>> 0;
    low = rest;
  }
  return hex(high) + hex(low);
}

function hex(word: number): string {
  return word.toString(16).padStart(8, '0');
}
