import { inspect } from 'node:util';
import { failureOf } from '../../spec/failure-of';
import {
  type LoopbackServer,
  loopbackServer,
  type Script,
  sendJson,
  silence,
} from '../../spec/node/loopback-server';
import { timeoutFor } from '../../spec/node/timeout-for';
import type { ApiError } from '../errors/api-error';
import { ResponseContractError } from '../errors/response-contract-error';
import { isImednetError } from '../errors/imednet-error';
import { Paginator } from '../pagination/paginator';
import { ImednetClient } from './imednet-client';

const SECRETS = { apiKey: 'CANARY-API-KEY', securityKey: 'CANARY-SECURITY-KEY' };
const PATIENT = 'CANARY-PATIENT';

/** Every text form in which an error could reach a log. */
function everythingOf(error: unknown): string {
  const { stack, message, cause } = error as Error;
  return [
    String(error),
    message,
    stack,
    JSON.stringify(error),
    inspect(error, { depth: Infinity, showHidden: true }),
    inspect(cause, { depth: Infinity, showHidden: true }),
    JSON.stringify(cause),
  ].join('\n');
}

describe('errors over a real socket', () => {
  let server: LoopbackServer;
  let client: ImednetClient;

  const start = async (script: Script): Promise<void> => {
    server = await loopbackServer(script);
    client = new ImednetClient({
      ...SECRETS,
      baseUrl: server.url,
      retries: 1,
      backoffFactor: 0,
      timeout: timeoutFor(script === silence),
    });
  };

  afterEach(async () => {
    client.close();
    await server.close();
  });

  const statuses: readonly (readonly [status: number, name: string])[] = [
    [400, 'BadRequestError'],
    [401, 'UnauthorizedError'],
    [402, 'ApiError'],
    [403, 'ForbiddenError'],
    [404, 'NotFoundError'],
    [405, 'ApiError'],
    [409, 'ConflictError'],
    [422, 'ValidationError'],
    [429, 'RateLimitError'],
    [500, 'ServerError'],
    [502, 'ServerError'],
    [503, 'ServerError'],
    [504, 'ServerError'],
  ];
  const bodies: readonly (readonly [story: string, body: string, code: string | undefined])[] = [
    [
      "the vendor's envelope",
      JSON.stringify({
        metadata: {
          error: { code: '1000', description: 'wrong', field: { attribute: 'page', value: 'XX' } },
        },
      }),
      '1000',
    ],
    ['only a message', JSON.stringify({ metadata: { error: { message: 'wrong' } } }), undefined],
    ["a gateway's HTML page", '<html><body>Bad gateway</body></html>', undefined],
    ['an empty body', '', undefined],
    ['a cut-off envelope', '{"metadata": {"error": {"code": "10', undefined],
  ];
  for (const [status, name] of statuses) {
    for (const [story, body, code] of bodies) {
      it(`makes a ${name} of ${String(status)} with ${story}`, async () => {
        await start((response) => response.writeHead(status, { 'retry-after': '0' }).end(body));
        const error = (await failureOf(client.get('/api/v1/edc/studies/DEMO/records'))) as ApiError;
        expect(error.name).toBe(name);
        expect(error.status).toBe(status);
        expect(error.code).toBe(code);
        expect(error.message).toContain(`GET /api/v1/edc/studies/{studyKey}/records`);
        expect(isImednetError(error)).toBeTrue();
      });
    }
  }

  it('keeps what the vendor explains for those who ask, without the refused value', async () => {
    await start((response) => {
      sendJson(response, 400, {
        metadata: {
          error: {
            code: '1000',
            description: `Value ${PATIENT} is not a number`,
            field: { attribute: 'subjectId', value: PATIENT },
          },
        },
      });
    });
    const error = (await failureOf(client.get('/x'))) as ApiError;
    expect(error.attribute).toBe('subjectId');
    expect(error.description).toBe('Value [redacted] is not a number');
  });

  const envelope = JSON.stringify({
    secret: SECRETS.apiKey,
    metadata: {
      path: `/subjects/${PATIENT}`,
      error: { code: '1000', description: `${PATIENT} `, field: { attribute: 'x', value: PATIENT } },
    },
    data: [{ subjectKey: PATIENT }],
  });
  const leaks: readonly (readonly [story: string, script: Script])[] = [
    ...[400, 401, 404, 429, 500].map((status): readonly [string, Script] => [
      `a ${String(status)} that quotes the patient`,
      (response) => response.writeHead(status).end(envelope),
    ]),
    ['an unparsable answer with patient data', (response) => response.end(`${PATIENT} is not JSON`)],
    ['a truncated answer with patient data', (response) => response.end(envelope.slice(0, -20))],
    [
      'a reset',
      (response) => {
        response.socket?.resetAndDestroy();
      },
    ],
    [
      'a redirect that quotes the patient',
      (response) => {
        response.writeHead(302, { location: `/${PATIENT}` }).end();
      },
    ],
    ['a timeout', silence],
  ];
  const unreadableLists: readonly (readonly [story: string, body: unknown])[] = [
    ['whose data is no list', { data: PATIENT }],
    ['that does not tell its end', { data: [PATIENT] }],
    ['with an error in a successful answer', { metadata: { error: { description: PATIENT } }, data: null }],
  ];
  for (const [story, script] of leaks) {
    it(`shows neither a key nor a patient after ${story}`, async () => {
      await start(script);
      const params = { filter: `subjectKey==${PATIENT}` };
      const errors = [
        await failureOf(client.get(`/api/v1/edc/studies/DEMO/records/${PATIENT}`, params)),
        await failureOf(client.post('/api/v1/edc/studies/DEMO/records', { subjectKey: PATIENT })),
        await failureOf(new Paginator(client, `/${PATIENT}`, { params, pageSize: 1 }).items()),
      ];
      for (const error of errors) expect(everythingOf(error)).not.toContain('CANARY');
    });
  }

  for (const [story, body] of unreadableLists) {
    it(`shows no patient after a list ${story}`, async () => {
      await start((response) => {
        sendJson(response, 200, body);
      });
      const error = await failureOf(new Paginator(client, `/${PATIENT}`, { pageSize: 1 }).items());
      expect(error).toBeInstanceOf(ResponseContractError);
      expect(everythingOf(error)).not.toContain('CANARY');
    });
  }
});
