import { xsrfHeaders } from './xsrf-headers';

describe('xsrfHeaders', () => {
  const location = { href: 'https://app.test/study/1', origin: 'https://app.test' };
  const page = (cookie: string): Parameters<typeof xsrfHeaders>[1] => ({ document: { cookie }, location });

  const cases: readonly (readonly [string, string, string, Readonly<Record<string, string>>])[] = [
    ['the token, for the own origin', '/api', 'a=1; XSRF-TOKEN=t%2B1; b=2', { 'x-xsrf-token': 't+1' }],
    ['the token as it is, when it is not encoded', '/api', 'XSRF-TOKEN=50%', { 'x-xsrf-token': '50%' }],
    ['nothing for another origin', 'https://api.test/x', 'XSRF-TOKEN=t', {}],
    ['nothing for another port', 'https://app.test:8443/x', 'XSRF-TOKEN=t', {}],
    ['nothing without the cookie', '/api', 'MY-XSRF-TOKEN=t', {}],
    ['nothing for an empty one', '/api', 'XSRF-TOKEN=', {}],
  ];
  for (const [story, url, cookie, headers] of cases) {
    it(`gives ${story}`, () => {
      expect(xsrfHeaders(url, page(cookie))).toEqual(headers);
    });
  }

  it('gives nothing where there is no page', () => {
    expect(xsrfHeaders('https://app.test/api', {})).toEqual({});
  });
});
