import { connect } from 'node:net';
import {
  type ProxyStage,
  proxyStage,
  RECORDS,
  type StageSetting,
} from '../../../spec/node/proxy/proxy-stage';
import { rawExchange, rawRequest } from '../../../spec/node/proxy/raw-exchange';
import { until } from '../../../spec/node/transport-contract/stage';

type Options = NonNullable<StageSetting['options']>;

const JSON_TYPE = 'Content-Type: application/json';

describe('createImednetProxy limits', () => {
  let stage: ProxyStage;

  const start = async (options: Options, more: Omit<StageSetting, 'options'> = {}): Promise<void> => {
    stage = await proxyStage({ options, ...more });
  };
  const statuses = async (count: number, login = 'a'): Promise<number[]> => {
    const all: number[] = [];
    for (let i = 0; i < count; i++) {
      all.push((await fetch(stage.url + RECORDS, { headers: { 'x-login': login } })).status);
    }
    return all;
  };
  const byLogin: Options['callerKey'] = ({ incoming }) => String(incoming.headers['x-login']);
  const hour = (requests: number): { requests: number; per: number } => ({ requests, per: 3_600_000 });
  afterEach(() => stage.close());

  describe('the rate', () => {
    it('of each caller, and says when to ask again', async () => {
      await start({ callerKey: byLogin, rateLimit: { perCaller: hour(2) } });
      expect(await statuses(3, 'a')).toEqual([200, 200, 429]);
      expect(await statuses(3, 'b')).toEqual([200, 200, 429]);
      const refused = await fetch(stage.url + RECORDS, { headers: { 'x-login': 'a' } });
      const wait = Number(refused.headers.get('retry-after'));
      expect(wait).toBeGreaterThan(3_500);
      expect(wait).toBeLessThanOrEqual(3_600);
      expect(stage.api.seen.length).toBe(4);
    });

    it('of the address that the connection comes from by default', async () => {
      await start({ rateLimit: { perCaller: hour(1) } });
      expect(await statuses(1, 'a')).toEqual([200]);
      expect(await statuses(1, 'b')).toEqual([429]);
      expect((await stage.raw(`GET ${RECORDS}`, ['X-Forwarded-For: 1.2.3.4'])).status).toBe(429);
    });

    it('of all together', async () => {
      await start({ callerKey: byLogin, rateLimit: { perCaller: false, total: hour(3) } });
      expect([...(await statuses(2, 'a')), ...(await statuses(2, 'b'))]).toEqual([200, 200, 200, 429]);
    });

    it('of who may not ask, who uses up nothing of the total', async () => {
      await start({
        authorize: ({ incoming }) => incoming.headers['x-login'] === 'a',
        ...{ callerKey: byLogin, rateLimit: { perCaller: hour(2), total: hour(2) } },
      });
      expect(await statuses(3, 'b')).toEqual([403, 403, 429]);
      expect(await statuses(3, 'a')).toEqual([200, 200, 429]);
    });

    it('again when its time has come', async () => {
      await start({ rateLimit: { perCaller: { requests: 1, per: 50 } } });
      expect(await statuses(2)).toEqual([200, 429]);
      const since = performance.now();
      while ((await statuses(1))[0] !== 200 && performance.now() - since < 2_000);
      expect(performance.now() - since).toBeLessThan(2_000);
    });

    it('by default, to 100 requests of a caller in ten seconds', async () => {
      await start({});
      const all = await Promise.all(Array.from({ length: 102 }, () => fetch(stage.url + RECORDS)));
      expect(all.filter(({ status }) => status === 429).length).toBe(2);
      await Promise.all(all.map((response) => response.text()));
    });

    const stores: readonly (readonly [string, () => Promise<unknown>, number])[] = [
      ['that lets it pass', () => Promise.resolve({}), 200],
      [
        'that says how long to wait',
        () => Promise.reject(Object.assign(new Error(), { msBeforeNext: 1_500 })),
        429,
      ],
      ['that fails', () => Promise.reject(new Error('redis://:password@store')), 503],
      [
        'that throws',
        () => {
          throw new Error('redis');
        },
        503,
      ],
    ];
    for (const [story, consume, status] of stores) {
      it(`that is counted by a store ${story}`, async () => {
        const keys: string[] = [];
        const limiter = {
          consume: (key: string) => {
            keys.push(key);
            return consume();
          },
        };
        await start({ callerKey: byLogin, rateLimit: { perCaller: limiter } });
        const response = await fetch(stage.url + RECORDS, { headers: { 'x-login': 'me' } });
        expect(response.status).toBe(status);
        expect(response.headers.get('retry-after')).toBe(status === 429 ? '2' : null);
        expect(await response.text()).not.toContain('password');
        expect(keys).toEqual(['caller:me']);
        expect(stage.api.connections()).toBe(status === 200 ? 1 : 0);
      });
    }

    it('and nothing gets through whose caller can not be told', async () => {
      await start({
        callerKey: () => {
          throw new Error('no session');
        },
      });
      expect(await statuses(1)).toEqual([500]);
      expect(stage.api.connections()).toBe(0);
    });
  });

  describe('the body', () => {
    const writing: Options = { readOnly: false, maxBodyBytes: 100 };
    const bodies: readonly (readonly [string, number, readonly string[], string])[] = [
      ['as large as it may be', 200, [JSON_TYPE, 'Content-Length: 100'], 'x'.repeat(100)],
      ['a byte larger, as announced', 413, [JSON_TYPE, 'Content-Length: 101'], 'x'.repeat(101)],
      ['announced too large, and never sent', 413, [JSON_TYPE, 'Content-Length: 9999999999'], ''],
      ['too large in chunks', 413, [JSON_TYPE, 'Transfer-Encoding: chunked'], `65\r\n${'x'.repeat(101)}\r\n`],
      ['in chunks', 200, [JSON_TYPE, 'Transfer-Encoding: chunked'], '2\r\n[]\r\n0\r\n\r\n'],
      ['of a form', 415, ['Content-Type: application/x-www-form-urlencoded', 'Content-Length: 2'], '[]'],
      ['of plain text', 415, ['Content-Type: text/plain', 'Content-Length: 2'], '[]'],
      ['of no kind', 415, ['Content-Length: 2'], '[]'],
      ['that is compressed', 415, [JSON_TYPE, 'Content-Encoding: gzip', 'Content-Length: 2'], '[]'],
      ['that is missing', 400, [JSON_TYPE, 'Content-Length: 0'], ''],
    ];
    for (const [story, status, headers, body] of bodies) {
      it(`${story}: ${String(status)}`, async () => {
        await start(writing);
        const answer = await stage.raw(`POST ${RECORDS}`, headers, body);
        expect(answer.status).toBe(status);
        expect(stage.api.connections()).toBe(status === 200 ? 1 : 0);
        if (status !== 200) expect(answer.head).toMatch(/connection: close/i);
      });
    }

    it('to 1 MiB by default', async () => {
      await start({ readOnly: false });
      const post = (bytes: number): Promise<Response> =>
        fetch(stage.url + RECORDS, {
          ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: 'x'.repeat(bytes) },
        });
      expect((await post(2 ** 20)).status).toBe(200);
      expect((await post(2 ** 20 + 1).catch(() => ({ status: 413 }))).status).toBe(413);
      expect(stage.api.bodies.map(({ length }) => length)).toEqual([2 ** 20]);
    });

    it('that comes too slowly: 408, and nothing of it is sent', async () => {
      await start({ readOnly: false, bodyTimeout: 40 });
      const answer = await stage.raw(`POST ${RECORDS}`, [JSON_TYPE, 'Content-Length: 50'], '[{"a"');
      expect(answer.status).toBe(408);
      expect(stage.api.connections()).toBe(0);
    });

    it('that breaks off: nothing of it is sent', async () => {
      let asked = false;
      await start({ readOnly: false, authorize: () => (asked = true) });
      const socket = connect(Number(new URL(stage.url).port), '127.0.0.1');
      socket.write(rawRequest(`POST ${RECORDS}`, [JSON_TYPE, 'Content-Length: 50'], '[{"a"'));
      await until(() => asked);
      socket.resetAndDestroy();
      await until(() => stage.log.lines.length > 0);
      expect(stage.log.lines.map(([, message]) => message)).not.toContain('proxy answered');
      expect(stage.api.connections()).toBe(0);
    });

    it('to one that nobody has read before', async () => {
      await start(writing, {
        serve: async (proxy) => {
          const { createServer } = await import('node:http');
          return createServer((request, response) => {
            request
              .on('end', () => {
                proxy(request, response);
              })
              .resume();
          });
        },
      });
      const answer = await stage.raw(`POST ${RECORDS}`, [JSON_TYPE, 'Content-Length: 2'], '[]');
      expect(answer.status).toBe(500);
      expect(answer.body).toContain('the body was read before');
      expect(stage.api.connections()).toBe(0);
    });

    it('to that of its own request: what follows is another one', async () => {
      await start(writing);
      const post = `POST ${RECORDS} HTTP/1.1\r\nHost: a\r\n${JSON_TYPE}\r\nContent-Length: 2\r\n\r\n[]`;
      const { text } = await rawExchange(
        stage.url,
        post + rawRequest('GET /api/v1/edc/studies/A/../B/sites'),
      );
      expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400']);
      expect(stage.api.bodies).toEqual(['[]']);
    });
  });

  describe('the time', () => {
    it('until the answer begins: 504, and the request to the API ends', async () => {
      let closed = false;
      await start(
        { timeout: 40 },
        { answer: (_request, response) => response.on('close', () => (closed = true)) },
      );
      expect((await fetch(stage.url + RECORDS)).status).toBe(504);
      await until(() => closed);
    });

    it('until the answer ends: it is cut off, and not taken for a whole one', async () => {
      let closed = false;
      await start(
        { timeout: 100 },
        {
          answer: (_request, response) => {
            response.on('close', () => (closed = true));
            response.writeHead(200, { 'content-type': 'application/json' }).write('{"data":[');
          },
        },
      );
      const response = await fetch(stage.url + RECORDS);
      expect(response.status).toBe(200);
      await expectAsync(response.text()).toBeRejected();
      await until(() => closed);
    });
  });
});
