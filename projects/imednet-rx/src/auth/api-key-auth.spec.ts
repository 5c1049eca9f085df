import { ConfigurationError } from '../errors/client-error';
import { ApiKeyAuth } from './api-key-auth';
import { SameOriginAuth } from './same-origin-auth';

describe('ApiKeyAuth', () => {
  it("gives the vendor's two headers", () => {
    expect(new ApiKeyAuth('api-canary', 'sec-canary').headers()).toEqual({
      'x-api-key': 'api-canary',
      'x-imn-security-key': 'sec-canary',
    });
  });

  it('gives headers of their own to each attempt, so that nobody can change those of the next', () => {
    const auth = new ApiKeyAuth('a', 'b');
    (auth.headers() as Record<string, string>)['x-api-key'] = 'changed';

    expect(auth.headers()['x-api-key']).toBe('a');
  });

  it('shows no key to JSON, text, enumeration or reflection', () => {
    const auth = new ApiKeyAuth('api-canary', 'sec-canary');
    const shown = [
      JSON.stringify(auth),
      JSON.stringify({ nested: [auth] }),
      Object.prototype.toString.call(auth),
      JSON.stringify(Object.assign({}, auth)),
      JSON.stringify(Object.entries(auth)),
      JSON.stringify(Object.getOwnPropertyDescriptors(auth)),
    ].join('\n');

    expect(shown).not.toContain('canary');
    expect(Reflect.ownKeys(auth)).toEqual([]);
  });

  it('has no refresh, since its keys do not change', () => {
    expect('refresh' in new ApiKeyAuth('a', 'b')).toBeFalse();
  });

  const bad: readonly (readonly [string, unknown])[] = [
    ['empty', ''],
    ['white space', ' \t'],
    ['undefined', undefined],
    ['null', null],
    ['a number', 5],
    ['text with CR and LF', 'canary\r\nx-admin: 1'],
    ['text with a trailing line break', 'canary\n'],
    ['text with NUL', 'canary\0'],
    ['text beyond Latin-1', 'canary€'],
  ];
  for (const [story, key] of bad) {
    it(`refuses an API key that is ${story}, naming it but not quoting it`, () => {
      expect(() => new ApiKeyAuth(key as string, 'b')).toThrowMatching(
        (error: unknown) =>
          error instanceof ConfigurationError &&
          error.message.startsWith('apiKey ') &&
          !error.message.includes('canary'),
      );
    });

    it(`refuses a security key that is ${story}, naming it but not quoting it`, () => {
      expect(() => new ApiKeyAuth('a', key as string)).toThrowMatching(
        (error: unknown) =>
          error instanceof ConfigurationError &&
          error.message.startsWith('securityKey ') &&
          !error.message.includes('canary'),
      );
    });
  }
});

describe('SameOriginAuth', () => {
  it('adds nothing, refreshes nothing, holds nothing', () => {
    const auth = new SameOriginAuth();

    expect(auth.headers()).toEqual({});
    expect('refresh' in auth).toBeFalse();
    expect(Reflect.ownKeys(auth)).toEqual([]);
  });
});
