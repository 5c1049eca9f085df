import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came over the socket. */
export interface SeenRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** Resolves when the client goes away before the answer is complete. */
  readonly aborted: Promise<void>;
}

/** A real HTTP server on loopback that a spec scripts. */
export interface LoopbackServer {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
  close(): Promise<void>;
}

/** Answers a request; the number counts from 1. */
export type Script = (response: ServerResponse, request: SeenRequest, number: number) => void;

/** Never answers. */
export const silence: Script = () => undefined;

export async function loopbackServer(script: Script): Promise<LoopbackServer> {
  const seen: SeenRequest[] = [];
  const server = createServer((incoming, response) => {
    const aborted = new Promise<void>((resolve) => {
      response.on('close', () => {
        if (!response.writableFinished) resolve();
      });
    });
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const request: SeenRequest = {
        method: incoming.method ?? '',
        url: new URL(incoming.url ?? '', 'http://loopback'),
        headers: incoming.headers,
        body: Buffer.concat(chunks).toString(),
        aborted,
      };
      seen.push(request);
      script(response, request, seen.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

/** The envelope of one page of a list of numbered items. */
export function pageOf(request: SeenRequest, totalElements: number): unknown {
  const [currentPage, size] = [
    Number(request.url.searchParams.get('page')),
    Number(request.url.searchParams.get('size')),
  ];
  const first = currentPage * size;
  const data = Array.from({ length: Math.max(0, Math.min(size, totalElements - first)) }, (_, index) => ({
    recordId: first + index,
  }));
  return {
    metadata: { status: 'OK', error: {} },
    pagination: { currentPage, size, totalElements, totalPages: Math.ceil(totalElements / size) },
    data,
  };
}
