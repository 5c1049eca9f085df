import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server in the place of the API, that keeps what reached it, from the first byte of a head on. */
export interface RecordingApi {
  readonly url: string;
  /** Heads, as they came. */
  readonly seen: readonly IncomingMessage[];
  /** Bodies that came in whole. */
  readonly bodies: readonly string[];
  /** Connections that were opened, whether or not anything came over them. */
  readonly connections: () => number;
  /** Connections that are open. */
  readonly open: () => number;
  close(): Promise<void>;
}

export async function recordingApi(answer: RequestListener): Promise<RecordingApi> {
  const seen: IncomingMessage[] = [];
  const bodies: string[] = [];
  let connections = 0;
  let open = 0;
  const server = createServer((request, response) => {
    seen.push(request);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      bodies.push(Buffer.concat(chunks).toString());
      answer(request, response);
    });
    request.on('error', () => undefined);
  });
  server.on('connection', (socket) => {
    connections++;
    open++;
    socket.on('close', () => open--);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    seen,
    bodies,
    connections: () => connections,
    open: () => open,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
