import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { lastValueFrom } from 'rxjs';
import { ApiError } from '../../../src/errors/api-error';
import { failureOf } from '../../failure-of';
import { sendJson } from '../loopback-server';
import { type AdapterUnderTest, type Row, staged } from './stage';

const ENCODERS = { gzip: gzipSync, br: brotliCompressSync, deflate: deflateSync } as const;
const WORDS = { text: 'naïve Ω 𝄞', numbers: Array.from({ length: 5_000 }, (_, index) => index) };

export function describeTransportAnswers(row: Row, adapter: AdapterUnderTest): void {
  row('gives status, data and headers', () =>
    staged(
      adapter,
      (response) => {
        sendJson(response, 201, { ok: true }, { 'X-Answer': 'yes' });
      },
      async (client) => {
        const response = await lastValueFrom(client.get('/x'));
        expect(response.status).toBe(201);
        expect(response.data).toEqual({ ok: true });
        expect(response.headers['x-answer']).toBe('yes');
        expect(response.headers['content-type']).toBe('application/json');
      },
    ),
  );

  for (const status of [400, 401, 404, 409, 429, 500, 503]) {
    row(`gives the body of a ${String(status)}`, () =>
      staged(
        adapter,
        (response) => {
          sendJson(response, status, { metadata: { error: { code: '1000', description: 'told' } } });
        },
        async (client) => {
          const error = await failureOf(client.get('/x'));
          expect(error).toBeInstanceOf(ApiError);
          expect((error as ApiError).status).toBe(status);
          expect((error as ApiError).description).toBe('told');
        },
      ),
    );
  }

  for (const [encoding, encode] of Object.entries(ENCODERS)) {
    row(`accepts and reads ${encoding}`, () =>
      staged(
        adapter,
        (response) => {
          response.setHeader('content-encoding', encoding);
          response.end(encode(JSON.stringify(WORDS)));
        },
        async (client, server) => {
          expect((await lastValueFrom(client.get('/x'))).data).toEqual(WORDS);
          expect(server.seen[0]?.headers['accept-encoding']).toContain(encoding);
        },
      ),
    );
  }

  row('reads 3 MB that hardly compress', () => {
    let state = 1;
    const next = (): string => (state = (state * 48271) % 2147483647).toString(36);
    const words = Array.from({ length: 500_000 }, next);
    return staged(
      adapter,
      (response) => {
        response.setHeader('content-encoding', 'gzip');
        response.end(gzipSync(JSON.stringify(words)));
      },
      async (client) => {
        expect((await lastValueFrom(client.get('/x'))).data).toEqual(words);
      },
    );
  });

  row('reads a body that begins with a byte order mark', () =>
    staged(
      adapter,
      (response) => response.end('\uFEFF{"ok":true}'),
      async (client) => {
        expect((await lastValueFrom(client.get('/x'))).data).toEqual({ ok: true });
      },
    ),
  );

  row('waits for the answer behind an informational one', () =>
    staged(
      adapter,
      (response) => {
        response.writeProcessing();
        sendJson(response, 200, { ok: true });
      },
      async (client) => {
        const { status, data } = await lastValueFrom(client.get('/x'));
        expect([status, data]).toEqual([200, { ok: true }]);
      },
    ),
  );

  row('takes a 204 with no body', () =>
    staged(
      adapter,
      (response) => response.writeHead(204, { 'content-encoding': 'gzip' }).end(),
      async (client) => {
        expect((await lastValueFrom(client.get('/x'))).status).toBe(204);
      },
    ),
  );
}
