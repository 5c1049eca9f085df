import { InvalidArgumentError } from '../errors/client-error';
import { assertOrigin, resolveUrl } from './resolve-url';

const BASE = 'https://api.test';
const CANARY = 'JANE-CANARY';

const refuses = (action: () => unknown): void => {
  expect(action).toThrowMatching(
    (error: unknown) => error instanceof InvalidArgumentError && !error.message.includes(CANARY),
  );
};

describe('resolveUrl', () => {
  const resolved: readonly (readonly [string, string, string, string])[] = [
    ['a path', BASE, '/api/v1/edc/studies', 'https://api.test/api/v1/edc/studies'],
    ['a path without its slash', BASE, 'api/v1/edc/studies', 'https://api.test/api/v1/edc/studies'],
    ['a protocol-relative address as a path', BASE, '//evil.test/x', 'https://api.test/evil.test/x'],
    ['the root', BASE, '/', 'https://api.test/'],
    ['a path below a base with a path', `${BASE}/edc/proxy`, '/api/v1', 'https://api.test/edc/proxy/api/v1'],
    ['a path below a base with a port', 'http://localhost:8080', '/api/v1', 'http://localhost:8080/api/v1'],
    ['an encoded segment as it is', BASE, '/studies/A%20B', 'https://api.test/studies/A%20B'],
    ['text beyond ASCII', BASE, '/studies/é😀', 'https://api.test/studies/%C3%A9%F0%9F%98%80'],
    ['a colon behind a slash', BASE, '/jobs/a:b', 'https://api.test/jobs/a:b'],
    ['three dots, which are a name', BASE, '/studies/...', 'https://api.test/studies/...'],
    ['dots inside of a name', BASE, '/studies/a..b', 'https://api.test/studies/a..b'],
    ['a hidden name', BASE, '/.well-known/x', 'https://api.test/.well-known/x'],
    ['an absolute URL of the own origin', BASE, 'https://api.test/other', 'https://api.test/other'],
    ['an absolute URL with the default port', BASE, 'https://api.test:443/x', 'https://api.test/x'],
    ['an absolute URL in capitals', BASE, 'HTTPS://API.TEST/X', 'https://api.test/X'],
    ['an absolute URL of an allowed origin', BASE, 'https://files.test/x', 'https://files.test/x'],
  ];
  for (const [story, base, path, expected] of resolved) {
    it(`resolves ${story}`, () => {
      expect(resolveUrl(base, path, ['https://files.test']).href).toBe(expected);
    });
  }

  const belowBase: readonly (readonly [string, string])[] = [
    ['a protocol-relative address', `//evil.test/${CANARY}`],
    ['a protocol-relative address with more slashes', '////evil.test'],
    ['an address behind a slash', '/https://evil.test/x'],
    ['user information behind a slash', '/@evil.test/x'],
    ['user information without a slash', '@evil.test/x'],
    ['a port', '/:8080/x'],
  ];
  for (const [story, path] of belowBase) {
    it(`keeps ${story} below the base URL`, () => {
      for (const base of [BASE, `${BASE}/edc`]) {
        expect(resolveUrl(base, path, []).href.startsWith(`${base}/`)).toBeTrue();
      }
    });
  }

  const refused: readonly (readonly [string, string])[] = [
    ['an empty path', ''],
    ['a ".." segment', `/studies/../${CANARY}`],
    ['a ".." segment at the end', '/studies/..'],
    ['a ".." segment at the start', '../studies'],
    ['".." alone', '..'],
    ['a "." segment', '/studies/./x'],
    ['"." alone', '.'],
    ['an encoded ".." segment', '/studies/%2e%2e/x'],
    ['an encoded ".." segment in capitals', '/studies/%2E%2E/x'],
    ['a half encoded ".." segment', '/studies/.%2e/x'],
    ['the other half encoded', '/studies/%2e./x'],
    ['an encoded "." segment', '/studies/%2e/x'],
    ['an encoded slash', `/studies/${CANARY}%2Fx`],
    ['an encoded slash, lower case', '/studies/a%2fx'],
    ['an encoded backslash', '/studies/a%5cx'],
    ['a backslash', '/studies\\..\\x'],
    ['a protocol-relative address with backslashes', '\\\\evil.test\\x'],
    ['a slash and a backslash', '/\\evil.test'],
    ['a query', `/studies?key=${CANARY}`],
    ['a fragment', `/studies#${CANARY}`],
    ['a space', '/studies/a b'],
    ['a tab', '/stu\tdies'],
    ['CR and LF', `/studies\r\nx-api-key: ${CANARY}`],
    ['LF alone', '/studies\n'],
    ['NUL', '/studies\0'],
    ['DEL', '/studies\x7f'],
    ['half a surrogate pair', '/studies/\ud83d'],
    ['another origin', `https://evil.test/${CANARY}`],
    ['the own origin with another scheme', 'http://api.test/x'],
    ['the own origin with another port', 'https://api.test:8443/x'],
    ['a subdomain', 'https://x.api.test/x'],
    ['a host that begins alike', 'https://api.test.evil.test/x'],
    ['a host with a trailing dot', 'https://api.test./x'],
    ['another origin without slashes', 'https:evil.test/x'],
    ['another origin in capitals', 'HTTPS://EVIL.TEST/x'],
    ['user information', `https://${CANARY}:pw@api.test/x`],
    ['a user name alone', `https://${CANARY}@api.test/x`],
    ['user information that looks like the own origin', 'https://api.test@evil.test/x'],
    ['javascript:', `javascript:alert('${CANARY}')`],
    ['JavaScript: in mixed case', 'JaVaScript:alert(1)'],
    ['data:', `data:text/html,${CANARY}`],
    ['file:', 'file:///etc/passwd'],
    ['ftp:', 'ftp://api.test/x'],
    ['ws:', 'wss://api.test/x'],
    ['blob: of the own origin, which no server answers', 'blob:https://api.test/0f1e2d'],
    ['an address without a host', 'https://'],
    ['an address with a host that is none', `https://[${CANARY}`],
    ['a ".." segment of the own origin', 'https://api.test/a/../b'],
    ['an encoded slash of the own origin', 'https://api.test/a%2fb'],
    ['a query of the own origin', 'https://api.test/a?b'],
  ];
  for (const [story, path] of refused) {
    it(`refuses ${story}, without quoting it`, () => {
      refuses(() => resolveUrl(BASE, path, []));
    });
  }

  for (const value of [undefined, null, 5, {}, new URL('https://api.test/x')]) {
    it(`refuses ${Object.prototype.toString.call(value)}, which is no text`, () => {
      refuses(() => resolveUrl(BASE, value as string, []));
    });
  }
});

describe('assertOrigin', () => {
  it('lets the own and an allowed origin pass', () => {
    expect(() => assertOrigin(new URL('https://api.test/x?y#z'), `${BASE}/edc`, [])).not.toThrow();
    expect(() =>
      assertOrigin(new URL('https://b.test/'), BASE, ['https://a.test', 'https://b.test']),
    ).not.toThrow();
  });

  const addresses: readonly string[] = [
    'https://evil.test/',
    'http://api.test/',
    'https://u@api.test/',
    'https://:p@api.test/',
    'data:,x',
    'javascript:0',
    'blob:https://api.test/0f1e2d',
  ];
  for (const address of addresses) {
    it(`refuses ${address}`, () => {
      refuses(() => assertOrigin(new URL(address), BASE, ['https://a.test']));
    });
  }

  it('does not take an opaque origin for an allowed one', () => {
    refuses(() => assertOrigin(new URL('data:,x'), BASE, ['null']));
  });
});
