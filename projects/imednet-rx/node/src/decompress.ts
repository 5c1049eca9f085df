import type { IncomingMessage } from 'node:http';
import type { Readable, Transform } from 'node:stream';
import * as zlib from 'node:zlib';

/** Node has it since 22.15, its types for Node 20 do not know it. */
const { createZstdDecompress } = zlib as { readonly createZstdDecompress?: () => Transform };

/** Each rejects a body that ends before its compressed data do. */
const DECODERS: Readonly<Record<string, (() => Transform) | undefined>> = {
  gzip: () => zlib.createGunzip(),
  'x-gzip': () => zlib.createGunzip(),
  br: () => zlib.createBrotliDecompress(),
  deflate: () => zlib.createInflate(),
  ...(createZstdDecompress ? { zstd: () => createZstdDecompress() } : {}),
};

/** What requests accept. */
export const ACCEPT_ENCODING = `gzip, br, deflate${createZstdDecompress ? ', zstd' : ''}`;

/**
 * The body without its compression, and without the header that told of it.
 *
 * An encoding that nobody asked for stays as it is.
 */
export function decompress(response: IncomingMessage): Readable {
  const encoding = response.headers['content-encoding'];
  if (encoding === undefined || !hasBody(response)) return response;
  const decoder = DECODERS[encoding.toLowerCase()]?.();
  if (!decoder) return response;
  delete response.headers['content-encoding'];
  return response.pipe(decoder);
}

function hasBody({ statusCode, headers }: IncomingMessage): boolean {
  return statusCode !== 204 && statusCode !== 304 && headers['content-length'] !== '0';
}
