import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { BearerAuth } from 'imednet-rx';
import { of, throwError } from 'rxjs';
import { ANONYMOUS_TLS } from '../../../spec/node/anonymous-tls';
import {
  answerWith,
  answerWithData,
  API_KEY,
  type ProxyStage,
  proxyStage,
  RECORDS,
  SECURITY_KEY,
  type StageSetting,
} from '../../../spec/node/proxy/proxy-stage';
import type { NodeTlsOptions } from '../node-adapter-options';
import { PROXY_ROUTES, templateOf } from './proxy-route';

describe('createImednetProxy', () => {
  let stage: ProxyStage;

  const start = async (setting: StageSetting = {}): Promise<void> => {
    stage = await proxyStage(setting);
  };
  afterEach(() => stage.close());

  describe('asks the API for', () => {
    for (const route of PROXY_ROUTES) {
      const path = templateOf(route).replace('{studyKey}', 'DEMO').replace('{batchId}', 'b-1');
      it(path, async () => {
        await start();
        const response = await fetch(stage.url + path);
        expect(response.status).toBe(200);
        expect(await response.text()).toBe('{"data":[]}');
        expect(stage.api.seen.map(({ method, url }) => `${String(method)} ${String(url)}`)).toEqual([
          `GET ${path}`,
        ]);
      });
    }

    const targets: readonly (readonly [string, string, string])[] = [
      ['a key with a space', '/api/v1/edc/studies/A%20B/records', '/api/v1/edc/studies/A%20B/records'],
      ['a key of other letters', '/api/v1/edc/studies/%C3%84/sites', '/api/v1/edc/studies/%C3%84/sites'],
      ['a key that need not be encoded', '/api/v1/edc/studies/%41/sites', '/api/v1/edc/studies/A/sites'],
      ['a key named as a route', '/api/v1/edc/studies/jobs/sites', '/api/v1/edc/studies/jobs/sites'],
      [
        'every documented parameter',
        `${RECORDS}?page=1&size=500&sort=a,ASC&sort=b,DESC&filter=a%3D%3D1;b>2&recordDataFilter=X%3D~y+z`,
        `${RECORDS}?page=1&size=500&sort=a%2CASC&sort=b%2CDESC&filter=a%3D%3D1%3Bb%3E2&recordDataFilter=X%3D%7Ey+z`,
      ],
      [
        'inactive users',
        '/api/v1/edc/studies/A/users?includeInactive=true',
        '/api/v1/edc/studies/A/users?includeInactive=true',
      ],
      ['an empty query', `${RECORDS}?`, RECORDS],
      ['a parameter with an encoded name', `${RECORDS}?p%61ge=0`, `${RECORDS}?page=0`],
    ];
    for (const [story, target, forwarded] of targets) {
      it(story, async () => {
        await start();
        expect((await stage.raw(`GET ${target}`)).status).toBe(200);
        expect(stage.api.seen[0]?.url).toBe(forwarded);
      });
    }

    it('parameters that the options name, and all others only where all are let through', async () => {
      await start({ options: { queryParameters: ['page', 'view'] } });
      expect((await fetch(`${stage.url}${RECORDS}?page=0&view=x`)).status).toBe(200);
      expect((await fetch(`${stage.url}${RECORDS}?size=1`)).status).toBe(400);
      await stage.close();
      await start({ options: { queryParameters: 'any' } });
      expect((await fetch(`${stage.url}${RECORDS}?page=0&other=1&other=2`)).status).toBe(200);
      expect(stage.api.seen[0]?.url).toBe(`${RECORDS}?page=0&other=1&other=2`);
    });

    it('the same below the path of the base URL, for what came below the mount path', async () => {
      const other = await proxyStage();
      await start({ options: { mountPath: '/edc/', baseUrl: `${other.api.url}/tenant/api/` } });
      expect((await fetch(`${stage.url}/edc${RECORDS}`)).status).toBe(200);
      expect((await fetch(`${stage.url}${RECORDS}`)).status).toBe(404);
      expect((await fetch(`${stage.url}/edc/edc${RECORDS}`)).status).toBe(404);
      expect(other.api.seen.map(({ url }) => url)).toEqual([`/tenant${RECORDS}`]);
      await other.close();
    });

    it('what comes next over the connection that is open', async () => {
      await start();
      for (let round = 0; round < 5; round++) await (await fetch(stage.url + RECORDS)).text();
      expect(stage.api.seen.length).toBe(5);
      expect(stage.api.connections()).toBe(1);
    });
  });

  it('sends the keys, the host of the API and what is on its list, and no other header', async () => {
    await start();
    await stage.raw(`GET ${RECORDS}`, [
      ...['Cookie: session=1', 'Authorization: Basic eDp5', 'X-Api-Key: mine', 'X-IMN-Security-Key: mine'],
      ...['Proxy-Authorization: Basic eDp5', 'X-HTTP-Method-Override: DELETE', 'X-HTTP-Method: PUT'],
      ...['X-Method-Override: DELETE', 'Forwarded: for=1.2.3.4', 'X-Forwarded-For: 1.2.3.4', 'Via: 1.1 x'],
      ...['X-Forwarded-Host: evil.test', 'X-Original-URL: /admin', 'X-Rewrite-URL: /admin', 'TE: trailers'],
      ...['Keep-Alive: timeout=5', 'Proxy-Connection: keep-alive', 'Trailer: X-T', 'Upgrade: h2c', 'DNT: 1'],
      ...['HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA', 'Expect: 100-continue', 'Range: bytes=0-1'],
      ...[
        'Accept: text/html',
        'Accept-Encoding: gzip',
        'Referer: http://app.test/subject/1',
        'Origin: http://x',
      ],
      ...['User-Agent: browser', 'x-email-notify: a@b.test', 'If-None-Match: "1"', 'traceparent: 00-0-0-00'],
    ]);
    const { host, connection, ...headers } = stage.api.seen[0]?.headers ?? {};
    expect(host).toBe(new URL(stage.api.url).host);
    expect(connection).toBe('keep-alive');
    expect(headers).toEqual({
      accept: 'application/json',
      'accept-encoding': 'gzip',
      'content-type': 'application/json',
      'x-api-key': API_KEY,
      'x-imn-security-key': SECURITY_KEY,
    });
  });

  it('leaves out what Connection names, in both directions', async () => {
    await start({
      answer: (_request, response) => {
        response.writeHead(200, {
          'content-type': 'application/json',
          'retry-after': '3',
          connection: 'close, Retry-After',
        });
        response.end('{}');
      },
    });
    const { head } = await stage.raw(`GET ${RECORDS}`, [
      'Accept-Encoding: gzip',
      'Connection: Accept-Encoding',
    ]);
    expect(stage.api.seen[0]?.headers['accept-encoding']).toBeUndefined();
    expect(head).not.toMatch(/retry-after/i);
  });

  it('passes on of the API what is on its list, and no other header', async () => {
    await start({
      answer: answerWith(200, '{}', {
        ...{ 'set-cookie': ['JSESSIONID=1', 'b=2'], server: 'nginx', 'x-powered-by': 'x', via: '1.1 y' },
        ...{ 'access-control-allow-origin': '*', location: 'http://x', 'www-authenticate': 'Basic' },
        ...{ 'cache-control': 'public, max-age=600', etag: '"1"', 'x-api-key': API_KEY, 'retry-after': '3' },
        ...{
          'proxy-authenticate': 'Basic',
          'clear-site-data': '"*"',
          'strict-transport-security': 'max-age=1',
        },
      }),
    });
    const { headers } = await fetch(stage.url + RECORDS);
    const { date, connection, 'keep-alive': keepAlive, ...others } = Object.fromEntries(headers);
    expect([date, connection, keepAlive].every((value) => value !== undefined)).toBeTrue();
    expect(others).toEqual({
      'cache-control': 'no-store',
      'content-type': 'application/json',
      'cross-origin-resource-policy': 'same-origin',
      'retry-after': '3',
      'transfer-encoding': 'chunked',
      'x-content-type-options': 'nosniff',
    });
  });

  const charsets: readonly (readonly [declared: string, passedOn: string])[] = [
    ['application/json', 'application/json'],
    ['application/json;charset=', 'application/json'],
    ['application/json;charset=UTF-8', 'application/json; charset=utf-8'],
    ['application/vnd.api+json; Charset="ISO-8859-1"; x=y', 'application/json; charset=iso-8859-1'],
    ['application/json; charset=utf-16le', 'application/json; charset=utf-16le'],
  ];
  for (const [declared, passedOn] of charsets) {
    it(`passes on the bytes and the charset of ${declared}`, async () => {
      const bytes = Buffer.of(0x22, 0xdc, 0xff, 0x80, 0x22);
      await start({ answer: answerWith(200, bytes, { 'content-type': declared }) });
      const response = await fetch(stage.url + RECORDS);
      expect(response.headers.get('content-type')).toBe(passedOn);
      expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
    });
  }

  for (const charset of ['klingon', 'utf-7', API_KEY]) {
    it(`passes on nothing in a charset that no client can decode: ${charset}`, async () => {
      const headers = { 'content-type': `application/json; charset=${charset}` };
      await start({ answer: answerWith(200, '{}', headers) });
      const { status, head, text } = await stage.raw(`GET ${RECORDS}`);
      expect([status, head + text]).toEqual([502, jasmine.stringMatching(/no usable/)]);
      expect(head + text).not.toContain(charset);
    });
  }

  it('decodes an error in its charset, and passes it on as UTF-8', async () => {
    const body = Buffer.from('{"metadata":{"error":{"code":"1000","description":"Ü"}}}', 'latin1');
    await start({ answer: answerWith(400, body, { 'content-type': 'application/json; charset=latin1' }) });
    const response = await fetch(stage.url + RECORDS);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.text()).toContain('"Ü"');
  });

  it('finds a credential in an error of any charset', async () => {
    const body = Buffer.from(`{"error":"${API_KEY}"}`, 'utf16le');
    await start({ answer: answerWith(400, body, { 'content-type': 'application/json; charset=utf-16le' }) });
    const text = await (await fetch(stage.url + RECORDS)).text();
    expect(text.replaceAll('\0', '')).not.toContain(API_KEY);
  });

  const answers: readonly (readonly [string, number, RequestListener, number, RegExp])[] = [
    ['an empty list', 200, answerWithData, 200, /^\{"data":\[\]\}$/],
    ['a refused parameter', 400, answerWith(400, '{"metadata":{"error":{"code":"1000"}}}'), 400, /1000/],
    ['an unknown study', 403, answerWith(403, '{"metadata":{"error":{"code":"9001"}}}'), 403, /9001/],
    ['a failure', 500, answerWith(500, '{"metadata":{"error":{"code":"9000"}}}'), 500, /9000/],
    ['keys that the API refuses', 401, answerWith(401, '{"metadata":{}}'), 502, /operator/],
    ['a proxy that wants a password', 407, answerWith(407, '{}'), 502, /operator/],
    ['a redirect', 302, answerWith(302, '{}', { location: 'http://169.254.169.254/' }), 502, /no usable/],
    ['a permanent redirect', 308, answerWith(308, '{}', { location: '/x' }), 502, /no usable/],
    ['not modified', 304, answerWith(304, ''), 502, /no usable/],
    ["a gateway's page", 503, answerWith(503, '<script>', { 'content-type': 'text/html' }), 503, /gateway/],
    ['a page as data', 200, answerWith(200, '<script>', { 'content-type': 'text/html' }), 502, /no usable/],
    ['a script', 200, answerWith(200, 'x', { 'content-type': 'text/javascript' }), 502, /no usable/],
    ['data of no kind', 200, (_request, response) => response.end('{}'), 502, /no usable/],
    [
      'a kind that only begins like JSON',
      200,
      answerWith(200, '{}', { 'content-type': 'application/jsonp' }),
      502,
      /no usable/,
    ],
    ['nothing at all', 0, (request) => request.socket.destroy(), 502, /no usable/],
    [
      'another protocol',
      101,
      (request) => request.socket.end('HTTP/1.1 101 x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'),
      502,
      /no usable/,
    ],
    ['no HTTP', 0, (request) => request.socket.end('SSH-2.0\r\n'), 502, /no usable/],
    [
      'both framings',
      0,
      (request) =>
        request.socket.end(
          'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
        ),
      502,
      /no usable/,
    ],
  ];
  for (const [story, from, answer, status, body] of answers) {
    it(`answers ${String(status)} to ${story}${from ? ` (${String(from)})` : ''}`, async () => {
      await start({ answer });
      const response = await fetch(stage.url + RECORDS, { redirect: 'manual' });
      const text = await response.text();
      expect(response.status).toBe(status);
      expect(text).toMatch(body);
      expect(text).not.toContain('<script>');
      expect(response.headers.get('content-type')).toMatch(/^application\/json/);
      expect(response.headers.get('location')).toBeNull();
    });
  }

  it("keeps a gateway's Retry-After", async () => {
    await start({ answer: answerWith(503, 'busy', { 'content-type': 'text/plain', 'retry-after': '7' }) });
    expect((await fetch(stage.url + RECORDS)).headers.get('retry-after')).toBe('7');
  });

  it('answers 502 when nothing listens', async () => {
    await start({ options: { baseUrl: 'http://127.0.0.1:9' } });
    expect((await fetch(stage.url + RECORDS)).status).toBe(502);
  });

  const trusts: readonly (readonly [string, NodeTlsOptions, number])[] = [
    ['a server without a certificate', {}, 502],
    ['one, when nothing says that it need not', { rejectUnauthorized: true }, 502],
    ['one, when that is said', { rejectUnauthorized: false }, 200],
  ];
  for (const [story, tls, status] of trusts) {
    it(`answers ${String(status)} for ${story}`, async () => {
      const api = createServer(ANONYMOUS_TLS, answerWithData);
      await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
      const baseUrl = `https://127.0.0.1:${String((api.address() as AddressInfo).port)}`;
      await start({ options: { baseUrl, tls: { ...ANONYMOUS_TLS, ...tls } } });
      expect((await fetch(stage.url + RECORDS)).status).toBe(status);
      api.closeAllConnections();
      await new Promise((resolve) => api.close(resolve));
    });
  }

  describe('gets its credentials from', () => {
    const strategies: readonly (readonly [string, NonNullable<StageSetting['options']>])[] = [
      ['an Observable', { auth: { headers: () => of({ 'X-Api-Key': API_KEY }, { 'x-api-key': 'other' }) } }],
      ['a promise', { auth: { headers: () => Promise.resolve({ 'x-api-key': API_KEY }) } }],
      ['an object', { auth: { headers: () => ({ 'x-api-key': API_KEY }) } }],
    ];
    for (const [story, options] of strategies) {
      it(`${story}, in place of what the caller sends`, async () => {
        await start({ options });
        await fetch(stage.url + RECORDS, { headers: { 'x-api-key': 'mine' } });
        expect(stage.api.seen[0]?.headers['x-api-key']).toBe(API_KEY);
      });
    }

    it('a token that is renewed once after a 401, with the body sent again', async () => {
      const asked: boolean[] = [];
      const auth = new BearerAuth(({ refresh }) => {
        asked.push(refresh);
        return refresh ? 'new' : 'old';
      });
      const answer: RequestListener = (request, response) => {
        answerWith(request.headers.authorization === 'Bearer new' ? 202 : 401, '{}')(request, response);
      };
      await start({ options: { auth, readOnly: false }, answer });
      const init = { method: 'POST', body: '[{"a":1}]', headers: { 'content-type': 'application/json' } };
      expect((await fetch(stage.url + RECORDS, init)).status).toBe(202);
      expect(asked).toEqual([false, true]);
      expect(stage.api.bodies).toEqual(['[{"a":1}]', '[{"a":1}]']);
    });

    it('a token that is renewed, over connections that are kept', async () => {
      const auth = new BearerAuth(({ refresh }) => (refresh ? 'new' : 'old'));
      const answer: RequestListener = (request, response) => {
        answerWith(request.headers.authorization === 'Bearer new' ? 200 : 401, '{}')(request, response);
      };
      await start({ options: { auth }, answer });
      for (let round = 0; round < 3; round++) await (await fetch(stage.url + RECORDS)).text();
      expect(stage.api.seen.length).toBe(6);
      expect(stage.api.open()).toBe(stage.api.connections());
    });

    it('a token that is refused twice, and does not go on asking', async () => {
      await start({ options: { auth: new BearerAuth(() => 'old') }, answer: answerWith(401, '{}') });
      expect((await fetch(stage.url + RECORDS)).status).toBe(502);
      expect(stage.api.seen.length).toBe(2);
    });

    const broken: readonly (readonly [string, () => never])[] = [
      [
        'throws',
        () => {
          throw new Error(`vault ${API_KEY}`);
        },
      ],
      ['errors', () => throwError(() => new Error(API_KEY)) as never],
      ['emits nothing', () => of() as never],
      ['gives null', () => null as never],
      ['gives a line break', () => ({ 'x-api-key': `${API_KEY}\r\nx: y` }) as never],
      ['gives a number', () => ({ 'x-api-key': undefined }) as never],
      ['gives a broken name', () => ({ 'x api': API_KEY }) as never],
    ];
    for (const [story, headers] of broken) {
      it(`nowhere when the strategy ${story}, and says nothing about it`, async () => {
        await start({ options: { auth: { headers } } });
        const response = await fetch(stage.url + RECORDS);
        expect(response.status).toBe(500);
        expect(await response.text()).not.toContain(API_KEY);
        expect(JSON.stringify(stage.log.lines)).not.toContain(API_KEY);
        expect(stage.api.connections()).toBe(0);
      });
    }
  });
});
