import type { RequestListener, Server, ServerResponse } from 'node:http';
import { type ClientHttp2Session, type ClientHttp2Stream, connect, createServer } from 'node:http2';
import {
  type ProxyStage,
  proxyStage,
  RECORDS,
  type StageSetting,
} from '../../../spec/node/proxy/proxy-stage';
import { until } from '../../../spec/node/transport-contract/stage';

describe('createImednetProxy in a server of HTTP/2', () => {
  let stage: ProxyStage;
  let session: ClientHttp2Session;
  let warnings: string[];
  const warn = ({ name }: Error): unknown => warnings.push(name);

  const start = async (options: StageSetting['options'], answer?: RequestListener): Promise<void> => {
    stage = await proxyStage({
      ...{ options, ...(answer ? { answer } : {}) },
      serve: (proxy) => Promise.resolve(createServer(proxy as never) as unknown as Server),
    });
    session = connect(stage.url).on('error', () => undefined);
  };
  beforeEach(() => {
    warnings = [];
    process.on('warning', warn);
  });
  afterEach(async () => {
    session.destroy();
    await stage.close();
    process.off('warning', warn);
    expect(warnings).toEqual([]);
  });

  const begin = (response: ServerResponse): boolean =>
    response.writeHead(200, { 'content-type': 'application/json' }).write('{"data":[');
  const send = (path: string, method = 'GET', body = ''): ClientHttp2Stream => {
    const stream = session.request(
      { ':path': path, ':method': method, 'content-type': 'application/json' },
      { endStream: body === '' },
    );
    if (body !== '') stream.end(body);
    return stream;
  };
  const ask = (...request: Parameters<typeof send>): Promise<string> =>
    new Promise((resolve, reject) => {
      const stream = send(...request);
      let text = '';
      stream.on('response', ({ ':status': status }) => (text = `${String(status)} `));
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
      stream.on('end', () => {
        resolve(text);
      });
      stream.on('error', reject);
    });

  it('answers, refuses, and takes no body that is too large', async () => {
    await start({ readOnly: false, maxBodyBytes: 10, studies: ['DEMO'] });
    expect(await ask(RECORDS)).toBe('200 {"data":[]}');
    expect(await ask(RECORDS, 'POST', '[{}]')).toBe('200 {"data":[]}');
    expect(await ask(RECORDS, 'POST', '[{},{},{},{}]')).toMatch(/^413 .*larger than 10 bytes/);
    expect(await ask(RECORDS.replace('DEMO', 'OTHER'))).toMatch(/^403 /);
    expect(stage.api.bodies).toEqual(['', '[{}]']);
    expect(Object.keys(stage.api.seen[0]?.headers ?? {}).filter((name) => name.startsWith(':'))).toEqual([]);
  });

  it('gives half an answer as half an answer', async () => {
    await start({}, (_request, response) => {
      begin(response);
      setImmediate(() => response.socket?.destroy());
    });
    await expectAsync(ask(RECORDS)).toBeRejected();
    expect(stage.log.lines.map(([, message]) => message)).toEqual(['proxy failed']);
  });

  const moments: readonly (readonly [string, (response: ServerResponse) => unknown])[] = [
    ['before the answer begins', () => undefined],
    ['in the middle of the answer', begin],
  ];
  const partings: readonly (readonly [string, (stream: ClientHttp2Stream) => void])[] = [
    [
      'cancels',
      (stream) => {
        stream.close(8);
      },
    ],
    [
      'goes away',
      () => {
        session.destroy();
      },
    ],
  ];
  for (const [moment, answer] of moments) {
    for (const [story, part] of partings) {
      it(`ends the request to the API when the caller ${story} ${moment}`, async () => {
        await start({}, (_request, response) => answer(response));
        const stream = send(RECORDS).on('error', () => undefined);
        await until(() => stage.api.bodies.length === 1);
        part(stream);
        await until(() => stage.api.open() === 0);
        expect(stage.log.lines.map(([, message]) => message)).toEqual(['proxy canceled']);
      });
    }
  }
});
