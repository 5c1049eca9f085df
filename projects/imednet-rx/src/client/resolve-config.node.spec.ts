import { inspect } from 'node:util';
import { ApiKeyAuth } from '../auth/api-key-auth';
import { BearerAuth } from '../auth/bearer-auth';
import { SameOriginAuth } from '../auth/same-origin-auth';
import { ConfigurationError } from '../errors/client-error';
import { createImednet } from './imednet';
import { ImednetClient } from './imednet-client';
import type { ImednetClientConfig } from './imednet-client-config';

const KEYS = { apiKey: 'CANARY-A', securityKey: 'CANARY-B' };
const VARIABLES = ['IMEDNET_API_KEY', 'IMEDNET_SECURITY_KEY', 'IMEDNET_BASE_URL'] as const;

describe('the configuration', () => {
  let saved: Record<string, string | undefined>;

  beforeEach(() => {
    saved = Object.fromEntries(VARIABLES.map((name) => [name, process.env[name]]));
    for (const name of VARIABLES) Reflect.deleteProperty(process.env, name);
  });

  afterEach(() => {
    for (const name of VARIABLES) {
      if (saved[name] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = saved[name];
    }
  });

  it('has defaults', () => {
    const client = new ImednetClient(KEYS);
    expect(client.baseUrl).toBe('https://edc.prod.imednetapi.com');
    expect(client.timeout).toBe(30_000);
    expect(client.retries).toBe(3);
    expect(client.backoffFactor).toBe(1);
  });

  it('takes arguments first, then the environment', () => {
    process.env['IMEDNET_API_KEY'] = 'x';
    process.env['IMEDNET_SECURITY_KEY'] = 'y';
    process.env['IMEDNET_BASE_URL'] = 'https://private.example/api/';
    expect(new ImednetClient().baseUrl).toBe('https://private.example');
    expect(new ImednetClient({ baseUrl: 'https://other.example' }).baseUrl).toBe('https://other.example');
  });

  it('does not send to another server what is meant for the one of the page, where there is no page', () => {
    expect(refusal({ auth: new SameOriginAuth() })).toMatch(/there is no page, set `baseUrl`/);
    expect(new ImednetClient({ auth: new SameOriginAuth(), baseUrl: 'https://own.example' }).baseUrl).toBe(
      'https://own.example',
    );
  });

  const missing: readonly (readonly [story: string, config: ImednetClientConfig, named: string[]])[] = [
    ['no key at all', {}, ['apiKey', 'securityKey']],
    ['one key only', { apiKey: 'a' }, ['securityKey']],
    ['the other key only', { securityKey: 'b' }, ['apiKey']],
    ['a blank key', { apiKey: ' \t', securityKey: 'b' }, ['apiKey']],
    ['blank keys', { apiKey: '', securityKey: '\n' }, ['apiKey', 'securityKey']],
  ];
  for (const [story, config, named] of missing) {
    it(`names what is missing with ${story}`, () => {
      const message = refusal(config);
      for (const name of ['apiKey', 'securityKey']) {
        expect(message.includes(`${name} (`))
          .withContext(name)
          .toBe(named.includes(name));
      }
    });
  }

  it('names keys that are blank in the environment', () => {
    process.env['IMEDNET_API_KEY'] = ' ';
    process.env['IMEDNET_SECURITY_KEY'] = 'y';
    expect(refusal({})).toContain('IMEDNET_API_KEY');
  });

  const invalid: readonly (readonly [setting: string, config: ImednetClientConfig])[] = [
    ['apiKey', { apiKey: 'CANARY\r\nx: y', securityKey: 'b' }],
    ['auth', { ...KEYS, auth: new BearerAuth('t') }],
    ...['ftp://x', 'nonsense', '/relative', 'https://u:p@x', 'https://x?a=b', 'https://x#a'].map(
      (baseUrl): readonly [string, ImednetClientConfig] => ['baseUrl', { ...KEYS, baseUrl }],
    ),
    ...[0, -1, NaN, Infinity, 2 ** 31].map((timeout): readonly [string, ImednetClientConfig] => [
      'timeout',
      { ...KEYS, timeout },
    ]),
    ['timeout', { ...KEYS, timeout: { attempt: -1 } }],
    ...[-1, 1.5, NaN, Infinity].map((retries): readonly [string, ImednetClientConfig] => [
      'retries',
      { ...KEYS, retries },
    ]),
    ...[0, -1, 1.5, NaN, 2 ** 53, '1'].map((limit): readonly [string, ImednetClientConfig] => [
      'maxResponseBytes',
      { ...KEYS, maxResponseBytes: limit as number },
    ]),
    ...[-1, NaN, Infinity].map((backoffFactor): readonly [string, ImednetClientConfig] => [
      'backoffFactor',
      { ...KEYS, backoffFactor },
    ]),
  ];
  for (const [setting, config] of invalid) {
    it(`refuses ${setting} of ${inspect(config)}`, () => {
      const message = refusal(config);
      expect(message).toContain(setting);
      expect(message).not.toContain('CANARY');
    });
  }

  for (const [given, kept] of [
    ['https://x.example/', 'https://x.example'],
    ['https://x.example/api', 'https://x.example'],
    ['https://x.example/api/', 'https://x.example'],
    ['https://x.example:8443/tenant/api//', 'https://x.example:8443/tenant'],
  ] as const) {
    it(`keeps ${kept} of ${given}`, () => {
      expect(new ImednetClient({ ...KEYS, baseUrl: given }).baseUrl).toBe(kept);
    });
  }

  it('shows no key in any text form of client, facade or auth', () => {
    const imednet = createImednet(KEYS);
    const auth = new ApiKeyAuth(KEYS.apiKey, KEYS.securityKey);
    const bearer = new BearerAuth('CANARY-TOKEN');
    for (const value of [imednet, imednet.client, auth, bearer, { auth, bearer }]) {
      expect(inspect(value, { depth: Infinity, showHidden: true, getters: true })).not.toContain('CANARY');
      expect(JSON.stringify(value)).not.toContain('CANARY');
      // eslint-disable-next-line @typescript-eslint/no-base-to-string -- what a careless log would print
      expect(String(value)).not.toContain('CANARY');
    }
  });

  function refusal(config: ImednetClientConfig): string {
    try {
      new ImednetClient(config);
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigurationError);
      return (error as Error).message;
    }
    throw new Error('The configuration was accepted.');
  }
});
