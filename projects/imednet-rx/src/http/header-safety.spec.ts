import { InvalidArgumentError } from '../errors/client-error';
import { assertHeaders, isHeaderValue } from './header-safety';

const VALUES: readonly (readonly [string, unknown, boolean])[] = [
  ['plain text', 'application/json', true],
  ['nothing', '', true],
  ['a tab', 'a\tb', true],
  ['a space', 'a b', true],
  ['Latin-1', 'é\xff', true],
  ['CR', 'a\rb', false],
  ['LF', 'a\nb', false],
  ['CR and LF with another header', 'a\r\nx-api-key: b', false],
  ['a trailing LF', 'a\n', false],
  ['a leading LF', '\na', false],
  ['NUL', 'a\0b', false],
  ['another control character', 'a\x1fb', false],
  ['DEL', 'a\x7fb', false],
  ['a character beyond Latin-1', 'a€', false],
  ['a character that some would fold into LF', 'a\u010ab', false],
  ['U+2028', 'a\u2028b', false],
  ['an emoji', '😀', false],
  ['undefined', undefined, false],
  ['null', null, false],
  ['a number', 5, false],
  ['an array', ['a'], false],
];

describe('isHeaderValue', () => {
  for (const [story, value, expected] of VALUES) {
    it(`${expected ? 'accepts' : 'refuses'} ${story}`, () => {
      expect(isHeaderValue(value)).toBe(expected);
    });
  }
});

describe('assertHeaders', () => {
  for (const [story, value, expected] of VALUES) {
    it(`${expected ? 'accepts' : 'refuses'} ${story}`, () => {
      const action = (): void => assertHeaders({ accept: 'x', 'X-Note': value as string });
      if (expected) expect(action).not.toThrow();
      else {
        expect(action).toThrowMatching(
          (error: unknown) => error instanceof InvalidArgumentError && error.message.includes('X-Note'),
        );
      }
    });
  }

  it('never quotes the value', () => {
    expect(() => assertHeaders({ 'x-api-key': 'CANARY\r\nx: y' })).toThrowMatching(
      (error: unknown) => error instanceof InvalidArgumentError && !error.message.includes('CANARY'),
    );
  });

  for (const name of ['', 'a b', 'a:b', 'a\r\nb', 'a\0', 'é', 'CANARY\n', '(a)']) {
    it(`refuses the name ${JSON.stringify(name)}, without quoting it`, () => {
      expect(() => assertHeaders({ [name]: 'x' })).toThrowMatching(
        (error: unknown) => error instanceof InvalidArgumentError && !error.message.includes('CANARY'),
      );
    });
  }

  for (const name of ['accept', 'X-Api-Key', 'x_1', "!#$%&'*+-.^_`|~"]) {
    it(`accepts the name ${name}`, () => {
      expect(() => assertHeaders({ [name]: 'x' })).not.toThrow();
    });
  }

  it('accepts no headers', () => {
    expect(() => assertHeaders({})).not.toThrow();
  });
});
