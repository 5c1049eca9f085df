import { createHash } from 'node:crypto';
import { request as send } from 'node:http';
import type { RequestListener, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { type ProxyStage, proxyStage, RECORDS } from '../../../spec/node/proxy/proxy-stage';
import { until } from '../../../spec/node/transport-contract/stage';

const MEGABYTE = 2 ** 20;

describe('createImednetProxy streams', () => {
  let stage: ProxyStage;

  const start = async (answer: RequestListener): Promise<void> => {
    stage = await proxyStage({ answer });
  };
  afterEach(() => stage.close());

  const begin = (response: ServerResponse, headers: Record<string, string> = {}): ServerResponse =>
    response.writeHead(200, { 'content-type': 'application/json', ...headers });
  /** Writes chunk by chunk, as fast as they are taken. */
  const pour = (response: ServerResponse, chunk: Buffer, count: number, written: () => void): void => {
    for (let left = count; left > 0; left--) {
      written();
      if (response.write(chunk)) continue;
      response.once('drain', () => {
        pour(response, chunk, left - 1, written);
      });
      return;
    }
    response.end();
  };

  it('64 MiB, byte by byte the same', async () => {
    const chunk = Buffer.alloc(MEGABYTE, 'patient ');
    await start((_request, response) => {
      pour(begin(response), chunk, 64, () => undefined);
    });
    const hash = createHash('sha256');
    let bytes = 0;
    const response = await fetch(stage.url + RECORDS);
    for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
      bytes += part.length;
      hash.update(part);
    }
    const expected = createHash('sha256');
    for (let i = 0; i < 64; i++) expected.update(chunk);
    expect(bytes).toBe(64 * MEGABYTE);
    expect(hash.digest('hex')).toBe(expected.digest('hex'));
  });

  it('the beginning before the end is there', async () => {
    let api: ServerResponse | undefined;
    await start((_request, response) => (api = begin(response)).write('{"data":['));
    const response = await fetch(stage.url + RECORDS);
    const reader = response.body?.getReader();
    const first = await reader?.read();
    expect(Buffer.from(first?.value ?? []).toString()).toBe('{"data":[');
    api?.end(']}');
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe(']}');
  });

  it('no faster than the caller reads', async () => {
    let written = 0;
    await start((_request, response) => {
      pour(begin(response), Buffer.alloc(MEGABYTE), 256, () => written++);
    });
    const request = send(stage.url + RECORDS);
    await new Promise<void>((resolve) => {
      request.on('response', (response) => {
        response.pause();
        resolve();
      });
      request.end();
    });
    // What lies between the two ends, once it moves no more, is what sockets and streams hold.
    for (let before = -1, rounds = 0; before !== written || rounds < 50; rounds++) {
      before = written;
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(written).toBeLessThan(64);
    request.destroy();
    await until(() => stage.api.open() === 0);
  });

  it('compressed bodies as they are', async () => {
    const body = gzipSync('{"data":[1]}');
    await start((_request, response) => {
      begin(response, { 'content-encoding': 'gzip', 'content-length': String(body.length) }).end(body);
    });
    const { head, text } = await stage.raw(`GET ${RECORDS}`, ['Accept-Encoding: gzip']);
    expect(head).toMatch(/content-encoding: gzip/i);
    expect(head).toMatch(new RegExp(`content-length: ${String(body.length)}`, 'i'));
    expect(text.endsWith(body.toString('latin1'))).toBeTrue();
  });

  const moments: readonly (readonly [string, (response: ServerResponse) => void])[] = [
    ['before the answer begins', () => undefined],
    ['in the middle of the answer', (response) => begin(response).write('{"data":[')],
  ];
  for (const [story, answer] of moments) {
    it(`nothing more when the caller goes away ${story}: the request to the API ends`, async () => {
      let closed = false;
      await start((_request, response) => {
        response.on('close', () => (closed = true));
        answer(response);
      });
      const controller = new AbortController();
      const { signal } = controller;
      const reading = fetch(stage.url + RECORDS, { signal }).then((response) => response.text());
      await until(() => stage.api.bodies.length === 1);
      controller.abort();
      await expectAsync(reading).toBeRejected();
      await until(() => closed && stage.api.open() === 0);
      await until(() => stage.log.lines.length > 0);
      expect(stage.log.lines.map(([, message]) => message)).toEqual(['proxy canceled']);
    });
  }

  const breaks: readonly (readonly [
    string,
    Record<string, string>,
    (response: ServerResponse) => unknown,
  ])[] = [
    ['a reset', {}, ({ socket }) => socket?.resetAndDestroy()],
    ['a closed connection', {}, ({ socket }) => socket?.destroy()],
    ['fewer bytes than announced', { 'content-length': '100' }, ({ socket }) => socket?.end()],
    ['a broken chunk', {}, ({ socket }) => socket?.end('zz\r\n')],
  ];
  for (const [story, headers, breakOff] of breaks) {
    it(`half an answer as half an answer: after ${story} of the API the caller's connection is cut`, async () => {
      let api: ServerResponse | undefined;
      await start((_request, response) => (api = begin(response, headers)).write('{"data":['));
      const response = await fetch(stage.url + RECORDS);
      expect(response.status).toBe(200);
      breakOff(api!);
      await expectAsync(response.text()).toBeRejected();
      await until(() => stage.log.lines.length > 0);
      expect(stage.log.lines.map(([level, message]) => [level, message])).toEqual([['warn', 'proxy failed']]);
    });
  }

  it('half an answer as half an answer to HTTP/1.0, where a closed connection is the end', async () => {
    let api: ServerResponse | undefined;
    await start((_request, response) => (api = begin(response)).write('{"data":['));
    const socket = connect(Number(new URL(stage.url).port), '127.0.0.1');
    const failure = new Promise((resolve) => {
      socket.on('error', ({ code }: NodeJS.ErrnoException) => {
        resolve(code);
      });
      socket.on('end', () => {
        resolve('the end');
      });
    });
    let text = '';
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    socket.write(`GET ${RECORDS} HTTP/1.0\r\n\r\n`);
    await until(() => text.endsWith('{"data":['));
    api?.socket?.destroy();
    expect(await failure).toBe('ECONNRESET');
  });

  it('no part of an answer that breaks in the same moment as it begins, but says so', async () => {
    await start((_request, response) => {
      const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n';
      response.socket?.end(`${head}Transfer-Encoding: chunked\r\n\r\n9\r\n{"data":[\r\nzz\r\n`);
    });
    const response = await fetch(stage.url + RECORDS);
    expect(response.status).toBe(502);
    expect(response.headers.get('content-encoding')).toBeNull();
    expect(await response.text()).toContain('no usable answer');
  });

  it('until it is closed: what is under way is cut off, what comes later is refused', async () => {
    await start((_request, response) => begin(response).write('{"data":['));
    const response = await fetch(stage.url + RECORDS);
    stage.proxy[Symbol.dispose]();
    await expectAsync(response.text()).toBeRejected();
    await until(() => stage.api.open() === 0);
    const later = await fetch(stage.url + RECORDS);
    expect(later.status).toBe(503);
    expect(stage.api.seen.length).toBe(1);
  });

  it('with no listener left behind on a connection that is used again', async () => {
    const warnings: string[] = [];
    const warn = ({ name }: Error): unknown => warnings.push(name);
    process.on('warning', warn);
    await start((_request, response) => begin(response).end('{}'));
    for (let round = 0; round < 50; round++) await (await fetch(stage.url + RECORDS)).text();
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', warn);
    expect(warnings).toEqual([]);
    expect(stage.api.connections()).toBe(1);
  });
});
