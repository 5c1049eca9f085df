import { InvalidArgumentError } from '../errors/client-error';
import { assertPathKey, encodePath } from './encode-path';
import { resolveUrl } from './resolve-url';

const GOOD_KEYS: readonly (readonly [string, string, string])[] = [
  ['a plain key', 'DEMO', 'DEMO'],
  ['digits', '42', '42'],
  ['a space inside', 'A B', 'A%20B'],
  ['signs of queries that are harmless in a path', 'a&b=c+d', 'a%26b%3Dc%2Bd'],
  ['a semicolon, which separates path parameters', '..;', '..%3B'],
  ['a colon and an at', 'a:b@c', 'a%3Ab%40c'],
  ['dots beside letters', '..a', '..a'],
  ['text beyond ASCII', 'Étude😀', '%C3%89tude%F0%9F%98%80'],
  ['full-width dots and slash', '．．／', '%EF%BC%8E%EF%BC%8E%EF%BC%8F'],
  ['quotes', `"'`, "%22'"],
  ['names of the prototype', '__proto__', '__proto__'],
];

const BAD_KEYS: readonly (readonly [string, unknown])[] = [
  ['nothing', ''],
  ['white space', ' \t '],
  ['one dot', '.'],
  ['two dots', '..'],
  ['three dots', '...'],
  ['a slash', 'a/b'],
  ['a way up', '../x'],
  ['a backslash', 'a\\b'],
  ['a question mark', 'a?b'],
  ['a hash', 'a#b'],
  ['a percent sign', 'a%2Fb'],
  ['encoded dots', '%2e%2e'],
  ['CR and LF', 'a\r\nb'],
  ['a tab', 'a\tb'],
  ['NUL', 'a\0b'],
  ['DEL', 'a\x7fb'],
  ['half a surrogate pair', 'a\ud83d'],
  ['the other half', '\ude00a'],
  ['undefined', undefined],
  ['null', null],
  ['a number', 5],
  ['an object', { toString: () => 'DEMO' }],
  ['an array', ['DEMO']],
];

describe('encodePath', () => {
  it('builds the path from the root of the API', () => {
    expect(encodePath('studies')).toBe('/api/v1/edc/studies');
    expect(encodePath('studies', 'DEMO', 'records')).toBe('/api/v1/edc/studies/DEMO/records');
  });

  for (const [story, key, encoded] of GOOD_KEYS) {
    it(`keeps ${story} in its place, through to the address`, () => {
      const path = encodePath('studies', key, 'records');

      expect(path).toBe(`/api/v1/edc/studies/${encoded}/records`);

      const { pathname, search, hash, origin } = resolveUrl('https://api.test', path, []);

      expect([origin, search, hash]).toEqual(['https://api.test', '', '']);
      expect(pathname.split('/').map(decodeURIComponent)).toEqual([
        ...['', 'api', 'v1', 'edc', 'studies'],
        key,
        'records',
      ]);
    });
  }

  for (const [story, key] of BAD_KEYS) {
    it(`refuses ${story}`, () => {
      expect(() => encodePath('studies', key as string, 'records')).toThrowError(InvalidArgumentError);
    });
  }
});

describe('assertPathKey', () => {
  for (const [story, key] of GOOD_KEYS) {
    it(`accepts ${story}`, () => {
      expect(() => assertPathKey('study key', key)).not.toThrow();
    });
  }

  for (const [story, key] of BAD_KEYS) {
    it(`refuses ${story}, naming what it is`, () => {
      expect(() => assertPathKey('study key', key)).toThrowMatching(
        (error: unknown) =>
          error instanceof InvalidArgumentError && error.message.startsWith('The study key '),
      );
    });
  }

  it('never quotes the key', () => {
    expect(() => assertPathKey('study key', 'JANE-CANARY/1980')).toThrowMatching(
      (error: unknown) => error instanceof InvalidArgumentError && !/CANARY|1980/.test(error.message),
    );
  });
});
