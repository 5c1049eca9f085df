import { connect } from 'node:net';

/** What came back over a raw connection. */
export interface RawAnswer {
  readonly status: number;
  readonly head: string;
  readonly body: string;
  /** All bytes, as Latin-1. */
  readonly text: string;
}

/** Writes bytes that no HTTP client would write, and reads until the server closes the connection. */
export function rawExchange(url: string, bytes: string): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes, 'latin1'));
    let text = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => (text += chunk));
    socket.on('close', () => {
      const [head = '', ...rest] = text.split('\r\n\r\n');
      resolve({ status: Number(head.split(' ')[1] ?? 0), head, body: rest.join('\r\n\r\n'), text });
    });
    socket.on('error', (error) => {
      // A server that refuses a body may close while it is still being written.
      if (text === '') reject(error);
    });
  });
}

/** A request that ends its connection. */
export function rawRequest(line: string, headers: readonly string[] = [], body = ''): string {
  return [`${line} HTTP/1.1`, 'Host: app.test', 'Connection: close', ...headers, '', body].join('\r\n');
}
