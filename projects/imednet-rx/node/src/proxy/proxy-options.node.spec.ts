import { Agent } from 'node:http';
import { ConfigurationError, SameOriginAuth } from 'imednet-rx';
import { createImednetProxy } from './create-imednet-proxy';
import type { ImednetProxyOptions } from './imednet-proxy-options';

const VARIABLES = ['IMEDNET_API_KEY', 'IMEDNET_SECURITY_KEY', 'IMEDNET_BASE_URL'];
const CANARY = 'canary-key-33aa';
const PLAIN = { authorize: () => true, apiKey: CANARY, securityKey: CANARY };

describe('createImednetProxy at its creation', () => {
  const saved = new Map(VARIABLES.map((name) => [name, process.env[name]]));
  const restore = (): void => {
    for (const [name, value] of saved)
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
  };
  beforeEach(() => {
    for (const name of VARIABLES) Reflect.deleteProperty(process.env, name);
  });
  afterEach(restore);

  const refused: readonly (readonly [string, object, RegExp])[] = [
    ['nobody who decides', { ...PLAIN, authorize: undefined }, /authorize/],
    ['a decision for everybody', { ...PLAIN, authorize: true }, /authorize/],
    ['no keys', { authorize: PLAIN.authorize }, /IMEDNET_API_KEY.*IMEDNET_SECURITY_KEY/],
    ['one key', { authorize: PLAIN.authorize, apiKey: CANARY }, /securityKey/],
    ['a key with a line break', { ...PLAIN, apiKey: `${CANARY}\n` }, /apiKey/],
    ['keys and a strategy', { ...PLAIN, auth: { headers: () => ({}) } }, /auth/],
    ["the browser's strategy", { authorize: PLAIN.authorize, auth: new SameOriginAuth() }, /SameOriginAuth/],
    ['no address', { ...PLAIN, baseUrl: 'nowhere' }, /baseUrl/],
    ['an address with a password', { ...PLAIN, baseUrl: 'https://a:b@c' }, /baseUrl/],
    ['an unknown route', { ...PLAIN, routes: ['sites', 'secrets'] }, /routes/],
    ['studies as a text', { ...PLAIN, studies: 'DEMO' }, /studies/],
    ['studies that are nobody', { ...PLAIN, studies: null }, /studies/],
    ['no study', { ...PLAIN, studies: [] }, /studies/],
    ['a study that no path can hold', { ...PLAIN, studies: ['DEMO', '../x'] }, /studies/],
    ['a study of half a character', { ...PLAIN, studies: ['\ud800'] }, /studies/],
    ['parameters as a text', { ...PLAIN, queryParameters: 'page' }, /queryParameters/],
    ['a mount path that is no path', { ...PLAIN, mountPath: 'edc' }, /mountPath/],
    ['a mount path with a parent', { ...PLAIN, mountPath: '/a/../b' }, /mountPath/],
    ['a mount path with a query', { ...PLAIN, mountPath: '/a?b' }, /mountPath/],
    ['a body of no size', { ...PLAIN, maxBodyBytes: 0 }, /maxBodyBytes/],
    ['a body of any size', { ...PLAIN, maxBodyBytes: Infinity }, /maxBodyBytes/],
    ['no time', { ...PLAIN, timeout: 0 }, /timeout/],
    ['more time than a timer holds', { ...PLAIN, bodyTimeout: 2 ** 31 }, /bodyTimeout/],
    ['a rate of nothing', { ...PLAIN, rateLimit: { perCaller: { requests: 0, per: 1 } } }, /perCaller/],
    ['a rate in no time', { ...PLAIN, rateLimit: { total: { requests: 1, per: 0 } } }, /total/],
    ['a rate that is none', { ...PLAIN, rateLimit: { total: true } }, /total/],
    ['a proxy that is none', { ...PLAIN, proxy: `user:${CANARY}@host` }, /proxy/],
    ['a proxy that would see keys', { ...PLAIN, baseUrl: 'http://a', proxy: 'http://b' }, /https:/],
    ['a proxy beside an agent', { ...PLAIN, agent: new Agent(), proxy: 'http://b' }, /agent/],
    ['two ways to set up TLS', { ...PLAIN, agent: new Agent(), tls: { ca: 'x' } }, /agent/],
  ];
  for (const [story, options, message] of refused) {
    it(`refuses ${story}, without repeating a value`, () => {
      let error: unknown;
      try {
        createImednetProxy(options as ImednetProxyOptions);
      } catch (thrown) {
        error = thrown;
      }
      expect(error).toBeInstanceOf(ConfigurationError);
      expect(String(error)).toMatch(message);
      expect(String(error)).not.toContain(CANARY);
    });
  }

  it('takes the keys and the address from the environment, as a client does', () => {
    process.env['IMEDNET_API_KEY'] = CANARY;
    process.env['IMEDNET_SECURITY_KEY'] = CANARY;
    process.env['IMEDNET_BASE_URL'] = 'https://edc.test/api';
    const proxy = createImednetProxy({ authorize: () => true });
    proxy.close();
    process.env['IMEDNET_BASE_URL'] = 'nowhere';
    expect(() => createImednetProxy({ authorize: () => true })).toThrowError(ConfigurationError);
  });
});
