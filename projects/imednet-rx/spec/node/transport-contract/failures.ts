import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { FaultKind } from '../../../../simulator/src/faults/fault-kind';
import { startSimulator } from '../../../../simulator/src/start-simulator';
import { UnknownOutcomeError } from '../../../src/errors/delivery-errors';
import { RedirectError } from '../../../src/errors/response-contract-error';
import {
  NetworkError,
  RequestError,
  RequestTimeoutError,
  ResponseParseError,
} from '../../../src/errors/request-error';
import { RateLimitError, ServerError, ValidationError } from '../../../src/errors/status-errors';
import { Delivery } from '../../../src/http/delivery';
import { failureOf } from '../../failure-of';
import { loopbackServer, type Script } from '../loopback-server';
import { type AdapterUnderTest, CANARY, clientOf, reachableText, type Row, staged } from './stage';

type ErrorClass = new (...args: never[]) => Error;

const FAULTS: readonly (readonly [FaultKind, ErrorClass])[] = [
  ['429', RateLimitError],
  ['500', ServerError],
  ['503', ServerError],
  ['reset', NetworkError],
  ['reset-after', NetworkError],
  ['hang', RequestTimeoutError],
  ['drip', RequestTimeoutError],
  ['truncated', NetworkError],
  ['cut', ResponseParseError],
  ['html', ServerError],
  ['html200', ResponseParseError],
  ['redirect', RedirectError],
];

/** Blanks that hardly compress, so that half of the compressed body holds the whole JSON. */
const BLANKS = Array.from({ length: 20_000 }, (_, index) => ' \n\t\r'[((index * 2654435761) >>> 13) & 3]);

const BROKEN: readonly (readonly [string, Script, ErrorClass])[] = [
  [
    'a chunk without an end',
    (response) => {
      response.socket?.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n7\r\n{"a":1}\r\n');
    },
    NetworkError,
  ],
  [
    'a chunk whose length is no number',
    (response) => {
      response.socket?.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n7\r\n{"a":1}\r\nzz\r\n\r\n');
    },
    NetworkError,
  ],
  [
    'a compressed body that ends early',
    (response) => {
      const whole = gzipSync(`{"a":1}${BLANKS.join('')}`);
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(whole.subarray(0, whole.length / 2));
    },
    RequestError,
  ],
  [
    'a compressed body that is none',
    (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('{"a":1}'),
    RequestError,
  ],
  ['an answer that is no HTTP', (response) => response.socket?.end('SSH-2.0\r\n\r\n'), NetworkError],
];

const REPORTED: readonly (readonly [string, string])[] = [
  ['{"metadata":{"status":"OK","error":true},"data":null}', 'ResponseContractError'],
  ['{"metadata":{"status":"NOT_FOUND"},"data":[]}', 'NotFoundError'],
  ['{"error":"database is down","data":[]}', 'ResponseContractError'],
  ['{"errors":[{"code":"1000"}]}', 'BadRequestError'],
];

const REJECTED: readonly (readonly [string, string])[] = [
  ['is nested 50,000 times', `${'['.repeat(50_000)}1${']'.repeat(50_000)}`],
  ['is of 14 kB', JSON.stringify({ text: 'e '.repeat(7_000) })],
  ['repeats a letter', JSON.stringify(Array(10_000).fill('e'))],
];

const DETAILS = '{"metadata":{"error":{"code":"1000","description":"x"}}}';
const ZIPPED = gzipSync(DETAILS);

/** Bodies of errors that do not arrive as a whole. */
const WITHOUT_END: readonly (readonly [string, (response: ServerResponse) => void])[] = [
  [
    'ends before its length',
    (response) => {
      response.setHeader('content-length', 500).write(DETAILS, () => response.socket?.end());
    },
  ],
  [
    'is cut off by a reset',
    (response) => {
      response.write(DETAILS, () => setTimeout(() => response.socket?.resetAndDestroy(), 20));
    },
  ],
  [
    'has a chunk whose length is not a number',
    (response) => {
      response.write(DETAILS, () => response.socket?.write('zz\r\n\r\n'));
    },
  ],
  [
    'is not of its content encoding',
    (response) => response.setHeader('content-encoding', 'gzip').end(DETAILS),
  ],
  [
    'is compressed and ends early',
    (response) => response.setHeader('content-encoding', 'gzip').end(ZIPPED.subarray(0, -12)),
  ],
  [
    'is compressed and longer than its data',
    (response) =>
      response.setHeader('content-encoding', 'gzip').end(Buffer.concat([ZIPPED, Buffer.from('x')])),
  ],
  ['never ends', (response) => response.write(DETAILS)],
  [
    'arrives slowly without end',
    (response) => {
      const drip = setInterval(() => response.write(' '), 50);
      response.on('close', () => {
        clearInterval(drip);
      });
    },
  ],
];

export function describeTransportFailures(row: Row, adapter: AdapterUnderTest): void {
  for (const [fault, Expected] of FAULTS) {
    row(`survives the fault ${fault}, and shows no key`, async () => {
      const simulator = await startSimulator({
        apiKey: CANARY,
        securityKey: CANARY,
        records: 50,
        dripMs: 20,
      });
      const client = clientOf(adapter, simulator.url, { timeout: 300 });
      const headers = { 'x-simulator-fault': fault };
      const error = await failureOf(client.get('/api/v1/edc/studies/DEMO/records', {}, { headers }));
      expect(error).toBeInstanceOf(Expected);
      expect(reachableText(error)).not.toContain(CANARY);
      expect(simulator.stats.snapshot().requests).toBe(1);
      client.close();
      await simulator.close();
    });
  }

  for (const [story, script, Expected] of BROKEN) {
    row(`never takes ${story} for data`, () =>
      staged(adapter, script, async (client) => {
        const error = await failureOf(client.get('/x'));
        expect(error).toBeInstanceOf(Expected);
        expect(reachableText(error)).not.toContain(CANARY);
      }),
    );
  }

  for (const [body, name] of REPORTED) {
    row(`never takes a success for data that reports an error: ${body}`, () =>
      staged(
        adapter,
        (response) => response.writeHead(200, { 'content-type': 'application/json' }).end(body),
        async (client, server) => {
          expect(((await failureOf(client.get('/x'))) as Error).name).toBe(name);
          expect(await failureOf(client.post('/x', {}))).toBeInstanceOf(UnknownOutcomeError);
          expect(server.seen.length).toBe(2);
        },
      ),
    );
  }

  for (const [story, value] of REJECTED) {
    row(`keeps the type of a rejection whose value ${story}`, () =>
      staged(
        adapter,
        (response) =>
          response
            .writeHead(422, { 'content-type': 'application/json' })
            .end(`{"metadata":{"error":{"code":"1000","description":"x","field":{"value":${value}}}}}`),
        async (client, server) => {
          for (const call$ of [client.get('/x'), client.post('/x', {}, { once: new Delivery() })]) {
            expect(((await failureOf(call$)) as Error).name).toBe('ValidationError');
          }
          expect(server.seen.length).toBe(2);
        },
      ),
    );
  }

  for (const [story, body] of WITHOUT_END) {
    row(`keeps the type of an error whose body ${story}`, () =>
      staged(
        adapter,
        (response, request) => {
          response.statusCode = request.method === 'GET' ? 503 : 422;
          body(response.setHeader('content-type', 'application/json'));
        },
        async (client, server) => {
          const [read, write] = await Promise.all([
            failureOf(client.get('/x')),
            failureOf(client.post('/x', {}, { once: new Delivery() })),
          ]);
          expect(read).toBeInstanceOf(ServerError);
          expect(write).toBeInstanceOf(ValidationError);
          expect(server.seen.length).toBe(2);
        },
      ),
    );
  }

  row('tells when nobody listens, and shows no key', async () => {
    const server = await loopbackServer(() => undefined);
    await server.close();
    const client = clientOf(adapter, server.url);
    const error = await failureOf(client.get('/x'));
    expect(error).toBeInstanceOf(NetworkError);
    expect(reachableText(error)).not.toContain(CANARY);
    client.close();
  });

  row('follows no redirect of a POST', () =>
    staged(
      adapter,
      (response) => response.writeHead(307, { location: '/elsewhere' }).end(),
      async (client, server) => {
        expect(await failureOf(client.post('/x', {}))).toBeInstanceOf(RedirectError);
        expect(server.seen.length).toBe(1);
      },
    ),
  );
}
