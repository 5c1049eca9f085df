import type { Transform } from 'node:stream';
import * as zlib from 'node:zlib';

/** Node has it since 22.15, its types for Node 20 do not know it. */
const { createZstdDecompress } = zlib as { readonly createZstdDecompress?: () => Transform };

/** By content encoding; each rejects a body that ends before its compressed data do. */
const DECODERS: Readonly<Record<string, (() => Transform) | undefined>> = {
  gzip: () => zlib.createGunzip(),
  'x-gzip': () => zlib.createGunzip(),
  br: () => zlib.createBrotliDecompress(),
  deflate: () => zlib.createInflate(),
  ...(createZstdDecompress ? { zstd: () => createZstdDecompress() } : {}),
};

/** What requests accept. */
export const ACCEPT_ENCODING = `gzip, br, deflate${createZstdDecompress ? ', zstd' : ''}`;

/** Undoes an encoding; `undefined` for one that nobody asked for. */
export function decoderOf(encoding: string): Transform | undefined {
  return DECODERS[encoding.toLowerCase()]?.();
}
