import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { ConfigurationError } from 'imednet-rx';
import { createImednetProxy } from 'imednet-rx/node';
import { ANONYMOUS_TLS } from '../../../spec/node/anonymous-tls';
import {
  answerWithData,
  API_KEY,
  type ProxyStage,
  proxyStage,
  RECORDS,
  SECURITY_KEY,
  type StageSetting,
} from '../../../spec/node/proxy/proxy-stage';
import { tunnel } from '../../../spec/node/tunnel';
import { withoutProxyVariables } from '../../../spec/node/without-proxy-variables';
import { until } from '../../../spec/node/transport-contract/stage';

const TLS = { ...ANONYMOUS_TLS, rejectUnauthorized: false };

describe('createImednetProxy behind a corporate proxy', () => {
  let stage: ProxyStage;
  let api: Server;
  let corporate: Server;
  /** Heads, as they came. */
  let asked: string[];
  let open: number;
  /** What the corporate proxy does with one who asks for a tunnel. */
  let serve: (authority: string, socket: Socket) => void;
  withoutProxyVariables();

  const portOf = (server: Server): string => String((server.address() as AddressInfo).port);
  const corporateUrl = (user = ''): string => `http://${user}127.0.0.1:${portOf(corporate)}`;
  const apiAuthority = (): string => `127.0.0.1:${portOf(api)}`;
  const start = async (options: StageSetting['options'] = {}): Promise<void> => {
    stage = await proxyStage({ options: { baseUrl: `https://${apiAuthority()}`, tls: TLS, ...options } });
  };
  beforeEach(async () => {
    asked = [];
    open = 0;
    serve = tunnel;
    api = createHttpsServer(ANONYMOUS_TLS, answerWithData);
    corporate = createHttpServer((request, response) => {
      asked.push(`${String(request.method)} ${String(request.url)}`);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"from":"proxy"}');
    });
    corporate.on('connect', ({ url = '', rawHeaders }, socket: Socket) => {
      asked.push(`CONNECT ${url} ${rawHeaders.join(' ')}`);
      serve(url, socket);
    });
    corporate.on('connection', (socket) => {
      open++;
      socket.on('close', () => open--);
    });
    for (const server of [api, corporate]) {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    }
  });
  afterEach(async () => {
    await stage.close();
    for (const server of [api, corporate]) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  const ask = (init?: RequestInit): Promise<Response> => fetch(stage.url + RECORDS, init);

  for (const name of ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY']) {
    it(`obeys ${name}: it asks for a tunnel, in which the keys are`, async () => {
      process.env[name] = corporateUrl('user:pass%40@');
      // A name that only the corporate proxy knows.
      const authority = `api.test:${portOf(api)}`;
      await start({ baseUrl: `https://${authority}` });
      for (let round = 0; round < 3; round++) expect(await (await ask()).text()).toBe('{"data":[]}');
      const basic = Buffer.from('user:pass@').toString('base64');
      expect(asked).toEqual([
        `CONNECT ${authority} host ${authority} proxy-authorization Basic ${basic} Connection close`,
      ]);
    });
  }

  it('uses the proxy of its options, and a tunnel of its own for each POST', async () => {
    process.env['NO_PROXY'] = '*';
    await start({ proxy: corporateUrl(), readOnly: false });
    for (let round = 0; round < 2; round++) {
      const init = { method: 'POST', body: '[]', headers: { 'content-type': 'application/json' } };
      expect((await ask(init)).status).toBe(200);
    }
    expect(asked.length).toBe(2);
    expect(asked.join()).not.toMatch(new RegExp(`${API_KEY}|${SECURITY_KEY}`));
  });

  const straight: readonly (readonly [string, Record<string, string>, StageSetting['options']])[] = [
    ['NO_PROXY names the API', { NO_PROXY: 'example.test,127.0.0.1' }, {}],
    ['no_proxy names everything', { no_proxy: '*' }, {}],
    ['the options say so', {}, { proxy: false }],
  ];
  for (const [story, variables, options] of straight) {
    it(`goes straight to the API when ${story}`, async () => {
      Object.assign(process.env, { HTTPS_PROXY: corporateUrl(), ...variables });
      await start(options);
      expect((await ask()).status).toBe(200);
      expect(asked).toEqual([]);
    });
  }

  it('shows no keys to a proxy on the way to an http: API, but goes straight there', async () => {
    Object.assign(process.env, { HTTP_PROXY: corporateUrl(), ALL_PROXY: corporateUrl() });
    stage = await proxyStage();
    expect((await ask()).status).toBe(200);
    expect(asked).toEqual([]);
  });

  it('trusts no more inside a tunnel than outside of one', async () => {
    await start({ proxy: corporateUrl(), tls: ANONYMOUS_TLS });
    expect((await ask()).status).toBe(502);
    expect(asked.length).toBe(1);
  });

  it('does not take the refusal of a tunnel for an answer of the API', async () => {
    serve = (_authority, socket) => {
      const head = 'HTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\nContent-Length: 20';
      socket.end(`${head}\r\n\r\n{"from":"corporate"}`);
    };
    await start({ proxy: corporateUrl() });
    const response = await ask();
    expect(response.status).toBe(502);
    expect(await response.text()).not.toContain('corporate');
    expect(stage.log.lines.at(-1)?.[2]).toEqual(jasmine.objectContaining({ errorCode: 'ERR_PROXY_TUNNEL' }));
  });

  it("asks a proxy that is encrypted itself for its own name, not for the API's", async () => {
    const hellos: string[] = [];
    const encrypted = createServer((socket) => {
      socket
        .on('error', () => undefined)
        .once('data', (hello) => {
          hellos.push(hello.toString('latin1'));
          socket.destroy();
        });
    });
    await new Promise<void>((resolve) => encrypted.listen(0, 'localhost', resolve));
    const { port } = encrypted.address() as AddressInfo;
    await start({ baseUrl: 'https://api.test', proxy: `https://localhost:${String(port)}` });
    expect((await ask()).status).toBe(502);
    expect(hellos.map((hello) => [hello.includes('localhost'), hello.includes('api.test')])).toEqual([
      [true, false],
    ]);
    await new Promise((resolve) => encrypted.close(resolve));
  });

  it('answers 502 when the proxy is not there', async () => {
    await start({ proxy: 'http://127.0.0.1:9' });
    expect((await ask()).status).toBe(502);
    expect(stage.log.lines.at(-1)?.[2]).toEqual(jasmine.objectContaining({ errorCode: 'ECONNREFUSED' }));
  });

  it('lets go of a proxy that does not answer when it is closed', async () => {
    serve = (_authority, socket) => socket.resume().on('end', () => socket.end());
    await start({ proxy: corporateUrl() });
    const response = ask();
    await until(() => asked.length === 1);
    stage.proxy.close();
    expect((await response).status).toBe(503);
    await until(() => open === 0);
  });

  it('does not go past a proxy of the environment that it can not use', async () => {
    await start();
    process.env['HTTPS_PROXY'] = 'socks5://user:secret@127.0.0.1:9';
    const keys = { apiKey: API_KEY, securityKey: SECURITY_KEY, baseUrl: `https://${apiAuthority()}` };
    expect(() => createImednetProxy({ authorize: () => true, ...keys })).toThrowMatching(
      (error: unknown) => error instanceof ConfigurationError && !error.message.includes('secret'),
    );
  });
});
