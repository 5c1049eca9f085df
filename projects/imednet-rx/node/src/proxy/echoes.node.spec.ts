import type { RequestListener } from 'node:http';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { BearerAuth } from 'imednet-rx';
import {
  answerWith,
  API_KEY,
  type ProxyStage,
  proxyStage,
  RECORDS,
  SECURITY_KEY,
  type StageSetting,
} from '../../../spec/node/proxy/proxy-stage';
import { until } from '../../../spec/node/transport-contract/stage';

const TOKEN = 'canary-token-77aa';

describe('createImednetProxy tells nobody a key that the API repeats', () => {
  let stage: ProxyStage;

  const start = async (answer: RequestListener, options: StageSetting['options'] = {}): Promise<void> => {
    stage = await proxyStage({ answer, options });
  };
  afterEach(() => stage.close());

  const errorWith = (description: string): string => JSON.stringify({ metadata: { error: { description } } });
  const escaped = Buffer.from(API_KEY)
    .toString('hex')
    .replace(/../g, String.raw`\u00$&`);

  const echoes: readonly (readonly [string, number, RequestListener])[] = [
    ['in Retry-After', 429, answerWith(429, '{}', { 'retry-after': SECURITY_KEY })],
    ['in Content-Type', 200, answerWith(200, '{}', { 'content-type': `application/json; k=${API_KEY}` })],
    ['in Content-Encoding', 502, answerWith(200, '{}', { 'content-encoding': API_KEY })],
    [
      "in a gateway's Retry-After",
      503,
      answerWith(503, 'busy', { 'content-type': 'text/plain', 'retry-after': API_KEY }),
    ],
    ['in an error', 400, answerWith(400, errorWith(`no such key: ${API_KEY}`))],
    ['in an error, with escaped letters', 400, answerWith(400, `{"k":"${escaped}"}`)],
    ['in an error, under a name that stands there twice', 400, answerWith(400, `{"k":"${API_KEY}","k":""}`)],
    [
      'in an error that is compressed',
      403,
      answerWith(403, gzipSync(errorWith(SECURITY_KEY)), { 'content-encoding': 'gzip' }),
    ],
    ['in an error that is no JSON', 500, answerWith(500, `at send(${API_KEY})`)],
    ['in an error that says to be compressed', 500, answerWith(500, API_KEY, { 'content-encoding': 'br' })],
    [
      'in an error that is too large to be looked through',
      500,
      answerWith(500, errorWith('x'.repeat(2 ** 20) + API_KEY)),
    ],
    [
      'in an error that grows too large',
      500,
      answerWith(500, brotliCompressSync(errorWith('x'.repeat(2 ** 26))), { 'content-encoding': 'br' }),
    ],
    [
      'in an error that breaks off',
      502,
      (_request, response) => {
        response.writeHead(500, { 'content-type': 'application/json', 'content-length': '999' });
        response.write(errorWith(API_KEY), () => response.socket?.destroy());
      },
    ],
  ];
  for (const [story, status, answer] of echoes) {
    it(`${story}: ${String(status)}`, async () => {
      await start(answer);
      const response = await fetch(stage.url + RECORDS);
      const all = JSON.stringify([...response.headers]) + (await response.text());
      expect(response.status).toBe(status);
      expect(all).not.toContain('canary');
      expect(all).not.toContain(escaped);
      expect(all.length).toBeLessThan(1_000);
      expect(JSON.stringify(stage.log.lines)).not.toContain('canary');
    });
  }

  it('nor a token, with or without the name of its scheme', async () => {
    for (const echo of [TOKEN, `Bearer ${TOKEN}`]) {
      await start(answerWith(403, errorWith(`refused: ${echo}`)), { auth: new BearerAuth(() => TOKEN) });
      expect(await (await fetch(stage.url + RECORDS)).text()).not.toContain(TOKEN);
      if (echo === TOKEN) await stage.close();
    }
  });

  const errors: readonly (readonly [string, RequestListener])[] = [
    ['that is plain', answerWith(400, errorWith('Bearer of bad news'))],
    [
      'that is compressed',
      answerWith(400, gzipSync(errorWith('Bearer of bad news')), { 'content-encoding': 'gzip' }),
    ],
    [
      'that says that it is not compressed',
      answerWith(400, errorWith('Bearer of bad news'), { 'content-encoding': 'identity' }),
    ],
  ];
  for (const [story, answer] of errors) {
    it(`but passes an error on ${story}`, async () => {
      await start(answer, { auth: new BearerAuth(() => TOKEN) });
      const response = await fetch(stage.url + RECORDS);
      expect(response.status).toBe(400);
      expect(await response.text()).toBe(errorWith('Bearer of bad news'));
      expect(stage.log.lines.map(([, message]) => message)).toEqual(['proxy answered']);
    });
  }

  for (const wait of ['7', 'Wed, 21 Oct 2026 07:28:00 GMT']) {
    it(`but passes on how long to wait: ${wait}`, async () => {
      await start(answerWith(429, '{}', { 'retry-after': wait }));
      expect((await fetch(stage.url + RECORDS)).headers.get('retry-after')).toBe(wait);
    });
  }

  it('and reads no further in an error when its caller goes away', async () => {
    await start((_request, response) =>
      response.writeHead(500, { 'content-type': 'application/json' }).write('{'),
    );
    const controller = new AbortController();
    const reading = fetch(stage.url + RECORDS, { signal: controller.signal });
    await until(() => stage.api.bodies.length === 1);
    controller.abort();
    await expectAsync(reading).toBeRejected();
    await until(() => stage.api.open() === 0);
    expect(stage.log.lines.map(([, message]) => message)).toEqual(['proxy canceled']);
  });
});
