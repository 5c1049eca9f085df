/** Short and odd, so that it is in no path, name or message of this repository. */
const TOKEN = 'c4n4ry';

/** A value that nobody but its owner may see: a key, a name, an answer of a patient. */
export function canary(place: string): string {
  return `${TOKEN}-${place}`;
}

const SECRETS: readonly RegExp[] = [
  new RegExp(TOKEN, 'iu'),
  new RegExp(Buffer.from(TOKEN).toString('hex'), 'iu'),
  ...[0, 1, 2].map((offset) => new RegExp(inBase64(offset), 'u')),
  // Numbers of the fake's records, but no part of a longer number, as a time is one, nor of a random id in hexadecimal.
  /(?<![\d.]|\b(?=[\da-f]{16}(?:[\da-f]{16})?\b)[\da-f]*)1000\d{3}(?!\d)/u,
  // When a row was made or changed; what is told here has no times of its own.
  /\d{4}-\d\d-\d\d[ T]\d\d:\d\d/u,
];

/** What a text tells of canaries, of records' numbers and dates, each with some of the text around it. */
export function leaksIn(text: string): readonly string[] {
  return SECRETS.map((secret) => secret.exec(text))
    .filter((found) => found !== null)
    .map(({ index }) => text.slice(Math.max(0, index - 60), index + 60));
}

/** How it reads within a longer text that is encoded, so many bytes behind a group of three. */
function inBase64(offset: number): string {
  const bits = (offset + TOKEN.length) * 8;
  const text = Buffer.from(' '.repeat(offset) + TOKEN).toString('base64');
  return text.slice(Math.ceil((offset * 8) / 6), Math.floor(bits / 6)).replace(/[+/]/gu, '\\$&');
}
