import type { Socket } from 'node:net';
import { lastValueFrom } from 'rxjs';
import { sendJson } from '../loopback-server';
import { type AdapterUnderTest, type Row, staged } from './stage';

const UNICODE = { text: 'é ü Ω 漢字 𝄞 \u2028' };

export function describeTransportBytes(row: Row, adapter: AdapterUnderTest): void {
  row('sends the exact bytes of a POST, with their length', () =>
    staged(
      adapter,
      (response) => {
        sendJson(response, 200, {});
      },
      async (client, server) => {
        await lastValueFrom(client.post('/x', UNICODE));
        expect(server.seen[0]?.body).toBe(JSON.stringify(UNICODE));
        expect(server.seen[0]?.headers['content-length']).toBe(
          String(Buffer.byteLength(JSON.stringify(UNICODE))),
        );
        expect(server.seen[0]?.headers['content-type']).toBe('application/json');
      },
    ),
  );

  row('puts characters together that are split across chunks', () =>
    staged(
      adapter,
      (response) => {
        const bytes = Buffer.from(JSON.stringify(UNICODE));
        const next = (index: number): void => {
          if (index === bytes.length) response.end();
          else response.write(bytes.subarray(index, index + 1), () => setImmediate(next, index + 1));
        };
        response.socket?.setNoDelay(true);
        next(0);
      },
      async (client) => {
        expect((await lastValueFrom(client.get('/x'))).data).toEqual(UNICODE);
      },
    ),
  );

  row('reads 5 MB', () => {
    const rows = Array.from({ length: 5_000 }, (_, id) => ({ id, text: 'é'.repeat(500) }));
    return staged(
      adapter,
      (response) => {
        sendJson(response, 200, rows);
      },
      async (client) => {
        expect((await lastValueFrom(client.get('/x'))).data).toEqual(rows);
      },
    );
  });

  row('keeps connections for requests that follow each other', () => {
    const sockets = new Set<Socket | null>();
    return staged(
      adapter,
      (response) => {
        sockets.add(response.socket);
        sendJson(response, 200, {});
      },
      async (client) => {
        for (let count = 0; count < 20; count++) await lastValueFrom(client.get('/x'));
        // undici leaves a connection alone for a turn of the event loop, and opens a second one meanwhile.
        expect(sockets.size).toBeLessThanOrEqual(2);
      },
    );
  });

  row('gives each of 200 concurrent requests its own answer', () =>
    staged(
      adapter,
      (response, { url }) => {
        const id = url.searchParams.get('id');
        setTimeout(
          () => {
            sendJson(response, 200, { id });
          },
          Number(id) % 7,
        );
      },
      async (client) => {
        const ids = Array.from({ length: 200 }, (_, id) => String(id));
        const answers = await Promise.all(ids.map((id) => lastValueFrom(client.get('/x', { id }))));
        expect(answers.map(({ data }) => data)).toEqual(ids.map((id) => ({ id })));
      },
    ),
  );
}
