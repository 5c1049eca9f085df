import {
  API_KEY,
  type ProxyStage,
  proxyStage,
  SECURITY_KEY,
  type StageSetting,
} from '../../../spec/node/proxy/proxy-stage';
import { rawExchange } from '../../../spec/node/proxy/raw-exchange';

const STUDY = '/api/v1/edc/studies/DEMO';
const RECORDS = `${STUDY}/records`;

type Attack = readonly [
  story: string,
  status: number,
  line: string,
  headers?: readonly string[],
  body?: string,
];

const get = (target: string): string => `GET ${target}`;

const PATHS: readonly Attack[] = (
  [
    ['the parent folder', 400, '/api/v1/edc/../../../admin'],
    ['the parent of a study', 400, `${STUDY}/../SECRET/records`],
    ['the same folder', 400, '/api/v1/edc/./studies'],
    ['an encoded parent', 400, '/api/v1/edc/%2e%2e/%2E%2E/admin'],
    ['a parent that is half encoded', 400, `/api/v1/edc/studies/.%2e/records`],
    ['a parent encoded twice', 400, '/api/v1/edc/%252e%252e/admin'],
    ['an encoded slash', 400, '/api/v1/edc/studies/DEMO%2Frecords'],
    ['an encoded slash in lower case', 400, '/api/v1/edc/studies/DEMO%2f..%2fSECRET/records'],
    ['an encoded backslash', 400, '/api/v1/edc/studies/DEMO%5C..%5CSECRET/records'],
    ['a backslash', 400, '/api/v1/edc/studies/DEMO\\..\\SECRET/records'],
    ['a slash encoded twice', 400, '/api/v1/edc/studies/DEMO%252Frecords/sites'],
    ['a key with an encoded percent sign', 400, '/api/v1/edc/studies/100%25/records'],
    ['an overlong slash', 400, '/api/v1/edc/studies/DEMO%c0%afrecords/sites'],
    ['broken percent-encoding', 400, '/api/v1/edc/studies/DEMO%2/records'],
    ['a full-width slash', 400, '/api/v1/edc/studies/DEMO%EF%BC%8F..%EF%BC%8FX/records'],
    ['full-width dots', 400, '/api/v1/edc/studies/%EF%BC%8E%EF%BC%8E/records'],
    ['a two-dot leader', 400, '/api/v1/edc/studies/%E2%80%A5/records'],
    ['a NUL', 400, '/api/v1/edc/studies/DEMO%00/records'],
    ['a line break in a key', 400, '/api/v1/edc/studies/DEMO%0d%0ax-api-key:%20x/records'],
    ['a delete character', 400, '/api/v1/edc/studies/DEMO%7f/records'],
    ['a right-to-left override', 400, '/api/v1/edc/studies/DEMO%E2%80%AE/records'],
    ['half a surrogate pair', 400, '/api/v1/edc/studies/DEMO%ED%A0%80/records'],
    ['bytes beyond ASCII', 400, '/api/v1/edc/studies/D\xc3\x84MO/records'],
    ['a letter in Latin-1', 400, '/api/v1/edc/studies/D\xc4MO/records'],
    ['path parameters', 400, `${STUDY};jsessionid=1/records`],
    ['path parameters behind the route', 400, `${RECORDS};a=b`],
    ['encoded path parameters', 400, '/api/v1/edc/studies/DEMO%3Ba=b/records'],
    ['a fragment', 400, `${RECORDS}#x`],
    ['an encoded question mark', 400, '/api/v1/edc/studies/DEMO%3Fpage=1/records'],
    ['an encoded number sign', 400, '/api/v1/edc/studies/DEMO%23/records'],
    ['two slashes', 400, '/api/v1/edc//studies'],
    ['two slashes inside', 400, '/api/v1/edc/studies//records'],
    ['a slash behind the route', 400, `${RECORDS}/`],
    ['a blank key', 400, '/api/v1/edc/studies/%20/records'],
    ['two slashes at the beginning', 404, '//api/v1/edc/studies'],
    ['an absolute address', 404, 'http://169.254.169.254/api/v1/edc/studies'],
    ['an absolute address of the own host', 404, 'http://app.test/api/v1/edc/studies'],
    ['an address that goes on behind the root', 404, '/api/v1/edcx/studies'],
    ['an encoded letter in the route', 404, '/api/v1/edc/%73tudies'],
    ['an encoded letter before the route', 404, '/%61pi/v1/edc/studies'],
    ['other capitals', 404, '/api/v1/edc/Studies'],
    ['an unknown route', 404, `${STUDY}/secrets`],
    ['the name of an inherited property', 404, `${STUDY}/constructor`],
    ['a route of one study too many', 404, `${RECORDS}/1`],
    ['a study alone', 404, STUDY],
    ['studies below a study', 404, `${STUDY}/studies`],
    ['jobs without a batch', 404, `${STUDY}/jobs`],
    ['a batch that is a path', 400, `${STUDY}/jobs/..%2f..%2fSECRET`],
    ['a job with something behind', 404, `${STUDY}/jobs/1/2`],
    ['the root', 404, '/api/v1/edc'],
    ['another page of the server', 404, '/.env'],
    ['an asterisk', 404, '*'],
  ] as const
).map(([story, status, target]) => [story, status, get(target)]);

const QUERIES: readonly Attack[] = (
  [
    ['an unknown parameter', '?studyKey=SECRET'],
    ['a parameter of another route', '?includeInactive=true'],
    ['a method in the query', '?_method=DELETE'],
    ['the name of an inherited property', '?__proto__=1'],
    ['two filters', '?filter=a==1&filter=b==2'],
    ['two pages', '?page=0&page=1'],
    ['two pages, one with an encoded name', '?page=0&%70age=1'],
    ['broken percent-encoding', '?filter=%zz'],
    ['broken UTF-8', '?filter=%c0%af'],
    ['a NUL', '?filter=a%00b'],
    ['a fragment', '?page=0#x'],
    ['an unknown parameter behind a second question mark', '?page=0&a?b=1'],
  ] as const
).map(([story, query]) => [story, 400, get(`${RECORDS}${query}`)]);

const METHODS: readonly Attack[] = [
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'HEAD',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
].map((method) => [`the method ${method}`, 405, `${method} ${RECORDS}`, ['Content-Length: 0']]);

const BODIES: readonly Attack[] = [
  ['a GET with a body', 400, get(RECORDS), ['Content-Length: 3'], 'a=b'],
  ['a GET with a body in chunks', 400, get(RECORDS), ['Transfer-Encoding: chunked'], '0\r\n\r\n'],
];

const FRAMING: readonly Attack[] = [
  [
    'Content-Length and Transfer-Encoding',
    400,
    `POST ${RECORDS}`,
    ['Content-Length: 4', 'Transfer-Encoding: chunked'],
    '0\r\n\r\n',
  ],
  [
    'Transfer-Encoding and Content-Length',
    400,
    `POST ${RECORDS}`,
    ['Transfer-Encoding: chunked', 'Content-Length: 4'],
    '0\r\n\r\n',
  ],
  ['two lengths', 400, `POST ${RECORDS}`, ['Content-Length: 2', 'Content-Length: 40'], '[]'],
  ['two equal lengths', 400, `POST ${RECORDS}`, ['Content-Length: 2', 'Content-Length: 2'], '[]'],
  ['a list of lengths', 400, `POST ${RECORDS}`, ['Content-Length: 2, 2'], '[]'],
  ['a negative length', 400, `POST ${RECORDS}`, ['Content-Length: -2'], '[]'],
  ['a length with a sign', 400, `POST ${RECORDS}`, ['Content-Length: +2'], '[]'],
  ['a coding that only sounds chunked', 400, `POST ${RECORDS}`, ['Transfer-Encoding: xchunked'], '[]'],
  ['a coding behind chunked', 400, `POST ${RECORDS}`, ['Transfer-Encoding: chunked, identity'], '[]'],
  [
    'a coding with a space before the colon',
    400,
    `POST ${RECORDS}`,
    ['Transfer-Encoding : chunked'],
    '0\r\n\r\n',
  ],
  ['a folded header', 400, get(RECORDS), ['Accept: a', ' x-api-key: b']],
  ['a header with a bare line feed', 400, get(RECORDS), ['Accept: a\nx-api-key: b']],
  ['a header with a NUL', 400, get(RECORDS), ['Accept: a\0b']],
  ['a header name with a space', 400, get(RECORDS), ['Ac cept: a']],
  ['headers of 20 kB', 431, get(RECORDS), [`X-Long: ${'x'.repeat(20_000)}`]],
  ['a request line of 20 kB', 431, get(`${RECORDS}?filter=${'x'.repeat(20_000)}`)],
  ['a space in the target', 400, get(`${RECORDS} x`)],
  ['an unknown method', 400, `SMUGGLE ${RECORDS}`],
];

describe('createImednetProxy refuses, and forwards nothing of', () => {
  let stage: ProxyStage;

  const start = async (setting?: StageSetting): Promise<void> => {
    stage = await proxyStage(setting);
  };
  afterEach(() => stage.close());

  const expectRefused = async ([, status, ...request]: Attack): Promise<void> => {
    const answer = await stage.raw(...request);
    expect(answer.status).toBe(status);
    expect(stage.api.connections()).toBe(0);
    for (const secret of [API_KEY, SECURITY_KEY, 'SECRET']) expect(answer.text).not.toContain(secret);
    expect(JSON.stringify(stage.log.lines)).not.toMatch(/SECRET|DEMO|canary/);
  };

  for (const [name, attacks] of Object.entries({ PATHS, QUERIES, METHODS, BODIES, FRAMING })) {
    describe(name.toLowerCase(), () => {
      for (const attack of attacks) {
        it(attack[0], async () => {
          // Writing is on where framing is tried, so that it is not the method that is refused.
          await start({ options: { readOnly: !attacks.includes(FRAMING[0]!) } });
          await expectRefused(attack);
        });
      }
    });
  }

  it('a second request behind a refused one on the same connection', async () => {
    await start();
    const hidden = `GET ${RECORDS} HTTP/1.1\r\nHost: app.test\r\n\r\n`;
    const text = `POST ${RECORDS} HTTP/1.1\r\nHost: app.test\r\nContent-Length: ${String(hidden.length + 5)}\r\n\r\n${hidden}`;
    const { text: answers } = await rawExchange(stage.url, text);
    expect(answers.match(/HTTP\/1\.1 /g)?.length).toBe(1);
    expect(stage.api.connections()).toBe(0);
  });

  it('an upgrade, which is answered as if nobody had asked for one', async () => {
    await start();
    const answer = await stage.raw(get(RECORDS), ['Connection: Upgrade', 'Upgrade: websocket']);
    expect(answer.status).toBe(200);
    expect(stage.api.seen[0]?.headers.upgrade).toBeUndefined();
  });

  it('a CONNECT', async () => {
    await start();
    await stage.raw('CONNECT 169.254.169.254:80').catch(() => undefined);
    expect(stage.api.connections()).toBe(0);
  });
});
