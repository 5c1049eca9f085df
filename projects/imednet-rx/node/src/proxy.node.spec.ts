import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { AxiosHeaders } from 'axios';
import { ConfigurationError } from 'imednet-rx';
import { ANONYMOUS_TLS } from '../../spec/node/anonymous-tls';
import { tunnel } from '../../spec/node/tunnel';
import { withoutProxyVariables } from '../../spec/node/without-proxy-variables';
import { CANARY } from '../../spec/node/transport-contract/stage';
import { type NodeAdapter, nodeAdapter } from './node-adapter';

const TLS = { ...ANONYMOUS_TLS, rejectUnauthorized: false };

describe('nodeAdapter behind a proxy', () => {
  let api: Server;
  let proxy: Server;
  let adapter: NodeAdapter | undefined;
  let seenByProxy: string[];
  withoutProxyVariables();

  const get = (url: string): ReturnType<NodeAdapter> => {
    if (!adapter) throw new Error('There is no adapter yet.');
    return adapter({ url, method: 'get', headers: new AxiosHeaders({ 'x-api-key': CANARY }) });
  };

  beforeEach(async () => {
    seenByProxy = [];
    api = createHttpsServer(ANONYMOUS_TLS, (request, response) => {
      response.end(JSON.stringify({ url: request.url, key: request.headers['x-api-key'] }));
    });
    proxy = createHttpServer(({ url = '', headers }, response) => {
      seenByProxy.push(`${url} for ${headers.host ?? ''} as ${headers['proxy-authorization'] ?? 'nobody'}`);
      response.end('{"from":"proxy"}');
    });
    proxy.on('connect', ({ url = '', headers }, socket: Socket) => {
      seenByProxy.push(
        `CONNECT ${url} as ${headers['proxy-authorization'] ?? 'nobody'} ${JSON.stringify(headers)}`,
      );
      tunnel(url, socket);
    });
    await Promise.all(
      [api, proxy].map((server) => new Promise<void>((done) => server.listen(0, '127.0.0.1', done))),
    );
  });

  afterEach(async () => {
    adapter?.close();
    for (const server of [api, proxy]) {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    }
  });

  const portOf = (server: Server): number => (server.address() as AddressInfo).port;
  const proxyUrl = (user = ''): string => `http://${user}127.0.0.1:${String(portOf(proxy))}`;
  const apiUrl = (): string => `https://127.0.0.1:${String(portOf(api))}/x?a=1`;

  it('reaches a TLS server without one', async () => {
    adapter = nodeAdapter({ tls: TLS });
    expect((await get(apiUrl())).data).toContain(CANARY);
    expect(seenByProxy).toEqual([]);
  });

  it('refuses a server that it can not trust', async () => {
    adapter = nodeAdapter({ tls: ANONYMOUS_TLS });
    await expectAsync(get(apiUrl())).toBeRejected();
  });

  it('tunnels https, with the key inside and the password outside, over connections that stay', async () => {
    adapter = nodeAdapter({ tls: TLS, proxy: proxyUrl('user:pass%40@') });
    for (let count = 0; count < 9; count++) {
      expect(JSON.parse((await get(apiUrl())).data ?? '')).toEqual({ url: '/x?a=1', key: CANARY });
    }
    expect(seenByProxy.length).toBeLessThanOrEqual(2);
    expect(seenByProxy[0]).toContain(`CONNECT 127.0.0.1:${String(portOf(api))}`);
    expect(seenByProxy[0]).toContain(`Basic ${Buffer.from('user:pass@').toString('base64')}`);
    expect(seenByProxy[0]).not.toContain(CANARY);
  });

  it('closes the connection to a proxy that does not answer', async () => {
    const silent = createTcpServer();
    const arrival = new Promise<Socket>((resolve) => silent.once('connection', resolve));
    await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done));
    const { port } = silent.address() as AddressInfo;
    adapter = nodeAdapter({ proxy: `http://127.0.0.1:${String(port)}` });
    const failure = expectAsync(get(apiUrl())).toBeRejectedWith(
      jasmine.objectContaining({ code: 'ERR_CANCELED' }),
    );
    const socket = await arrival;
    const closed = new Promise((resolve) => socket.resume().once('close', resolve));
    adapter.close();
    await failure;
    await expectAsync(closed).toBeResolved();
    await new Promise((done) => silent.close(done));
  });

  it('tells of a proxy that refuses, and shows it no key', async () => {
    const heads: string[] = [];
    const refusing = createHttpServer().on('connect', ({ rawHeaders }, socket: Socket) => {
      heads.push(rawHeaders.join());
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 2\r\n\r\n{}');
    });
    await new Promise<void>((done) => refusing.listen(0, '127.0.0.1', done));
    adapter = nodeAdapter({ tls: TLS, proxy: `http://127.0.0.1:${String(portOf(refusing))}` });
    await expectAsync(get(apiUrl())).toBeRejectedWith(jasmine.objectContaining({ code: 'ERR_PROXY_TUNNEL' }));
    expect(heads.join()).not.toContain(CANARY);
    await new Promise((done) => refusing.close(done));
  });

  it('asks the proxy for http addresses', async () => {
    adapter = nodeAdapter({ proxy: new URL(proxyUrl('user:pass@')) });
    expect((await get('http://api.test/x?a=1')).data).toBe('{"from":"proxy"}');
    const basic = `Basic ${Buffer.from('user:pass').toString('base64')}`;
    expect(seenByProxy).toEqual([`http://api.test/x?a=1 for api.test as ${basic}`]);
  });

  for (const spelling of ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY']) {
    it(`obeys ${spelling}`, async () => {
      process.env[spelling] = proxyUrl();
      adapter = nodeAdapter({ tls: TLS });
      expect((await get(apiUrl())).status).toBe(200);
      expect(seenByProxy.length).toBe(1);
    });
  }

  it('obeys NO_PROXY, and `proxy: false`', async () => {
    process.env['HTTPS_PROXY'] = proxyUrl();
    adapter = nodeAdapter({ tls: TLS, proxy: false });
    expect((await get(apiUrl())).status).toBe(200);
    adapter.close();
    process.env['NO_PROXY'] = 'localhost,127.0.0.1';
    adapter = nodeAdapter({ tls: TLS });
    expect((await get(apiUrl())).status).toBe(200);
    expect(seenByProxy).toEqual([]);
  });

  it('does not go past a proxy of the environment that it can not use', async () => {
    process.env['HTTPS_PROXY'] = 'socks5://127.0.0.1:9';
    adapter = nodeAdapter({ tls: TLS });
    await expectAsync(get(apiUrl())).toBeRejectedWith(
      jasmine.objectContaining({ code: 'ERR_INVALID_PROXY' }),
    );
  });

  it('refuses an option that is no proxy, without repeating it', () => {
    expect(() => nodeAdapter({ proxy: 'user:secret@host' })).toThrowMatching(
      (error: unknown) => error instanceof ConfigurationError && !error.message.includes('secret'),
    );
  });
});
