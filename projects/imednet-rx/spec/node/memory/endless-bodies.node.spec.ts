import { execFile } from 'node:child_process';
import type { ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { constants, createBrotliCompress, createDeflate, createGzip } from 'node:zlib';
import { pipeline, Readable } from 'node:stream';
import { loopbackServer } from '../loopback-server';

const ROOT = fileURLToPath(new URL('../../../../..', import.meta.url));
const SCRIPT = fileURLToPath(new URL('./read-endless.ts', import.meta.url));

const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
const ENCODERS = {
  gzip: () => createGzip({ level: 1 }),
  deflate: () => createDeflate({ level: 1 }),
  br: () => createBrotliCompress(quality),
} as const;

/** A few hundred bytes a megabyte, without an end. */
function sendEndless(response: ServerResponse, coding: string): void {
  const blanks = Buffer.alloc(2 ** 20, ' ');
  const source = Readable.from(
    (function* () {
      for (;;) yield blanks;
    })(),
  );
  const encode = (ENCODERS as Readonly<Record<string, (() => NodeJS.ReadWriteStream) | undefined>>)[coding];
  if (encode) {
    response.setHeader('content-encoding', coding);
    pipeline(source, encode(), response, () => undefined);
  } else pipeline(source, response, () => undefined);
}

describe('The memory of a process that reads endless bodies', () => {
  for (const adapter of ['nodeAdapter', 'http', 'fetch']) {
    it(`stays bounded with ${adapter}, however they are compressed`, async () => {
      const server = await loopbackServer((response, { url }) => {
        response.statusCode = Number(url.searchParams.get('status'));
        sendEndless(response, url.pathname.slice(1));
      });
      const addresses = ['identity', 'gzip', 'deflate', 'br'].map(
        (coding) => `${server.url}/${coding}?status=200`,
      );
      const argv = ['--max-old-space-size=96', '--import', 'tsx', SCRIPT, adapter, ...addresses];
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [...argv, `${server.url}/gzip?status=400`, `${server.url}/identity?status=503`],
        { cwd: ROOT, env: { ...process.env, TSX_TSCONFIG_PATH: 'tsconfig.sources.json' } },
      );
      await server.close();
      const { outcomes, megabytes } = JSON.parse(stdout) as { outcomes: string[]; megabytes: number };
      const tooLarge = 'ResponseTooLargeError';
      expect(outcomes).toEqual([tooLarge, tooLarge, tooLarge, tooLarge, 'BadRequestError', 'ServerError']);
      // 64 MiB are allowed; a buffer that grows holds them twice, and the runtime takes some 120 MB.
      expect(megabytes).toBeLessThan(600);
    }, 120_000);
  }
});
