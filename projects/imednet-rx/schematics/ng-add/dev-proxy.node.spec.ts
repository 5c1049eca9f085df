import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

interface DevProxy {
  readonly default: Readonly<
    Record<
      string,
      {
        readonly target: string;
        readonly secure: boolean;
        readonly headers: Readonly<Record<string, string>>;
        readonly bypass: (request: { readonly method: string }) => false | undefined;
      }
    >
  >;
}

const TEMPLATE = pathToFileURL(join(import.meta.dirname, 'files/application/proxy.conf.mjs'));
const VARIABLES = ['IMEDNET_API_KEY', 'IMEDNET_SECURITY_KEY', 'IMEDNET_BASE_URL'];

describe('the development proxy that ng add sets up', () => {
  const saved = new Map(VARIABLES.map((name) => [name, process.env[name]]));
  let loaded = 0;

  const load = async (environment: Readonly<Record<string, string>>): Promise<DevProxy> => {
    for (const name of VARIABLES) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, environment);
    // Each load has to read the environment anew.
    return (await import(`${TEMPLATE.href}?${String(++loaded)}`)) as DevProxy;
  };

  beforeEach(() => {
    spyOn(console, 'warn');
    // Whoever runs the specs may have a file of their own.
    spyOn(process, 'loadEnvFile');
  });
  afterEach(() => {
    for (const [name, value] of saved)
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
  });

  it('reads the keys from the environment', async () => {
    const { default: config } = await load({ IMEDNET_API_KEY: 'a', IMEDNET_SECURITY_KEY: 'b' });
    expect(Object.keys(config)).toEqual(['/api/v1/edc']);
    const { headers, target, secure } = config['/api/v1/edc']!;
    expect(headers).toEqual({ 'x-api-key': 'a', 'x-imn-security-key': 'b' });
    expect(target).toBe('https://edc.prod.imednetapi.com');
    expect(secure).toBeTrue();
    expect(console.warn).not.toHaveBeenCalled();
  });

  for (const address of [
    'https://edc.test',
    'https://edc.test/',
    'https://edc.test/api',
    'https://edc.test/api/',
  ]) {
    it(`takes ${address} as a client does`, async () => {
      const { default: config } = await load({ IMEDNET_BASE_URL: address });
      expect(config['/api/v1/edc']?.target).toBe('https://edc.test');
    });
  }

  it('reads .env, and goes without where there is none', async () => {
    (process.loadEnvFile as jasmine.Spy).and.throwError('ENOENT');
    await load({});
    expect(process.loadEnvFile).toHaveBeenCalledTimes(1);
  });

  it('says that a key is missing', async () => {
    await load({ IMEDNET_API_KEY: 'a' });
    expect(console.warn).toHaveBeenCalledOnceWith(jasmine.stringMatching('IMEDNET_SECURITY_KEY'));
  });

  it('lets nothing be written', async () => {
    const { bypass } = (await load({})).default['/api/v1/edc']!;
    expect(['GET', 'POST', 'DELETE'].map((method) => bypass({ method }))).toEqual([undefined, false, false]);
  });
});
