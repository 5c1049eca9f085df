import type { ServerResponse } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import {
  brotliCompressSync,
  createBrotliCompress,
  createDeflate,
  createGzip,
  deflateSync,
  gzipSync,
} from 'node:zlib';
import { lastValueFrom } from 'rxjs';
import { ApiError } from '../../../src/errors/api-error';
import { UnknownOutcomeError } from '../../../src/errors/delivery-errors';
import { RedirectError } from '../../../src/errors/response-contract-error';
import { ResponseTooLargeError } from '../../../src/errors/response-too-large-error';
import { Delivery } from '../../../src/http/delivery';
import type { ImednetResponse } from '../../../src/http/imednet-response';
import { failureOf } from '../../failure-of';
import { type AdapterUnderTest, CANARY, reachableText, type Row, staged } from './stage';

const LIMIT = 200_000;
const CODINGS = {
  identity: { whole: (text: string) => Buffer.from(text), endless: undefined },
  gzip: { whole: gzipSync, endless: createGzip },
  br: { whole: brotliCompressSync, endless: createBrotliCompress },
  deflate: { whole: deflateSync, endless: createDeflate },
} as const;

/** JSON of a number of bytes, some of them in characters of more than one. */
const jsonOf = (bytes: number): string => `{"a":"é${'x'.repeat(bytes - 10)}"}`;

/** Begins like data, and never ends. */
function sendEndless(response: ServerResponse, coding: keyof typeof CODINGS): void {
  const chunk = Buffer.alloc(65_536, ' ');
  const source = Readable.from(
    (function* () {
      yield Buffer.from('{"a":1');
      for (;;) yield chunk;
    })(),
  );
  const encoder = CODINGS[coding].endless?.();
  if (encoder) pipeline(source, encoder, response, () => undefined);
  else pipeline(source, response, () => undefined);
}

export function describeTransportSize(row: Row, adapter: AdapterUnderTest): void {
  for (const coding of Object.keys(CODINGS) as (keyof typeof CODINGS)[]) {
    const { whole } = CODINGS[coding];
    const headers = coding === 'identity' ? {} : { 'content-encoding': coding };

    row(`reads as many bytes as are allowed, and counts them, sent as ${coding}`, () =>
      staged(
        adapter,
        (response) => response.writeHead(200, headers).end(whole(jsonOf(LIMIT))),
        async (client) => {
          const { bodySize } = (await lastValueFrom(client.get('/x'))) as ImednetResponse;
          expect(bodySize).toBe(LIMIT);
        },
        { maxResponseBytes: LIMIT },
      ),
    );

    row(`rejects one byte more than allowed, sent as ${coding}`, () =>
      staged(
        adapter,
        (response) => response.writeHead(200, headers).end(whole(jsonOf(LIMIT + 1))),
        async (client, server) => {
          const error = await failureOf(client.get('/x'));
          expect(error).toBeInstanceOf(ResponseTooLargeError);
          expect((error as ResponseTooLargeError).maxResponseBytes).toBe(LIMIT);
          expect((error as Error).message).toMatch(/`pageSize`.*`maxResponseBytes`/);
          expect(reachableText(error)).not.toContain(CANARY);
          expect(server.seen.length).toBe(1);
        },
        { maxResponseBytes: LIMIT, retries: 2, backoffFactor: 0 },
      ),
    );

    for (const [story, lengths] of [
      ['without a length', {}],
      // Of compressed data a length says nothing about what comes out.
      ...(coding === 'identity'
        ? [['of a declared length', { 'content-length': '999999999999' }] as const]
        : []),
    ] as const) {
      row(`stops reading an endless body ${story}, sent as ${coding}`, () =>
        staged(
          adapter,
          (response) => {
            response.writeHead(200, { ...headers, ...lengths });
            sendEndless(response, coding);
          },
          async (client, server) => {
            expect(await failureOf(client.get('/x'))).toBeInstanceOf(ResponseTooLargeError);
            await expectAsync(server.seen[0]?.aborted).toBeResolved();
          },
          { maxResponseBytes: LIMIT },
        ),
      );
    }

    for (const status of [400, 429, 503]) {
      row(`keeps the error of a ${String(status)} whose body is endless, sent as ${coding}`, () =>
        staged(
          adapter,
          (response) => {
            response.writeHead(status, headers);
            sendEndless(response, coding);
          },
          async (client, server) => {
            const error = (await failureOf(client.get('/x'))) as ApiError;
            expect(error).toBeInstanceOf(ApiError);
            expect([error.status, error.code, error.description]).toEqual([status, undefined, undefined]);
            await expectAsync(server.seen[0]?.aborted).toBeResolved();
          },
          { maxResponseBytes: LIMIT },
        ),
      );
    }
  }

  row('keeps the rejection of a redirect whose body is endless', () =>
    staged(
      adapter,
      (response) => {
        response.writeHead(302, { location: '/elsewhere' });
        sendEndless(response, 'identity');
      },
      async (client) => {
        expect(await failureOf(client.get('/x'))).toBeInstanceOf(RedirectError);
      },
      { maxResponseBytes: LIMIT },
    ),
  );

  row('leaves the outcome of a write unknown whose response is too large', () =>
    staged(
      adapter,
      (response) => response.end(jsonOf(LIMIT + 1)),
      async (client, server) => {
        const once = new Delivery();
        const error = (await failureOf(client.post('/x', [], { once }))) as Error;
        expect(error).toBeInstanceOf(UnknownOutcomeError);
        expect(error.cause).toBeInstanceOf(ResponseTooLargeError);
        expect([once.mayHaveArrived, server.seen.length]).toEqual([true, 1]);
      },
      { maxResponseBytes: LIMIT, retries: 2, backoffFactor: 0 },
    ),
  );

  row('reads the next response after one that was too large', () =>
    staged(
      adapter,
      (response, _request, number) => {
        if (number === 1) sendEndless(response, 'identity');
        else response.end('{"a":1}');
      },
      async (client) => {
        expect(await failureOf(client.get('/x'))).toBeInstanceOf(ResponseTooLargeError);
        expect((await lastValueFrom(client.get('/x'))).data).toEqual({ a: 1 });
      },
      { maxResponseBytes: LIMIT },
    ),
  );
}
