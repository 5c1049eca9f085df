import type { RequestListener } from 'node:http';
import { type Logger, setDefaultLogger } from 'imednet-rx';
import { RecordedLog } from '../../../spec/recorded-log';
import { answerAs, demoStudy } from '../../../spec/node/proxy/fake-api';
import {
  API_KEY,
  type ProxyStage,
  proxyStage,
  SECURITY_KEY,
  type StageSetting,
} from '../../../spec/node/proxy/proxy-stage';

const ROOT = '/api/v1/edc/studies';
const SUBJECT = 'canary-subject-101';

describe('createImednetProxy tells', () => {
  let stage: ProxyStage;

  const start = async (setting: StageSetting = {}): Promise<void> => {
    stage = await proxyStage({ answer: answerAs(demoStudy()), ...setting });
  };
  const ask = async (path: string, init?: RequestInit): Promise<string> => {
    const response = await fetch(stage.url + path, init);
    const headers = JSON.stringify([...response.headers]);
    return headers + (await response.text());
  };
  afterEach(() => stage.close());

  const refuse: RequestListener = (request) => request.socket.destroy();
  const requests: readonly (readonly [string, string, StageSetting, RequestInit, object, string])[] = [
    [
      'an answer',
      `${ROOT}/DEMO/records?filter=subjectKey==${SUBJECT}`,
      {},
      {},
      { method: 'GET', route: `${ROOT}/{studyKey}/records`, status: 200 },
      'proxy answered',
    ],
    [
      'a job that is missing',
      `${ROOT}/DEMO/jobs/${SUBJECT}`,
      {},
      {},
      { method: 'GET', route: `${ROOT}/{studyKey}/jobs/{batchId}`, status: 404 },
      'proxy answered',
    ],
    [
      'a study that is not let through',
      `${ROOT}/${SUBJECT}/records`,
      { options: { studies: ['DEMO'] } },
      {},
      { status: 403, errorCode: 'PROXY_STUDY' },
      'proxy refused',
    ],
    [
      'a caller who may not',
      `${ROOT}/${SUBJECT}/records`,
      { options: { authorize: () => false } },
      {},
      { method: 'GET', route: `${ROOT}/{studyKey}/records`, status: 403, errorCode: 'PROXY_AUTHORIZE' },
      'proxy refused',
    ],
    [
      'a parameter',
      `${ROOT}/DEMO/records?${SUBJECT}=1`,
      {},
      {},
      { status: 400, errorCode: 'PROXY_QUERY' },
      'proxy refused',
    ],
    [
      'a path',
      `${ROOT}/${SUBJECT}/secret`,
      {},
      {},
      { status: 404, errorCode: 'PROXY_ROUTE' },
      'proxy refused',
    ],
    [
      'a method',
      `${ROOT}/DEMO/records`,
      {},
      { method: 'DELETE' },
      { status: 405, errorCode: 'PROXY_METHOD' },
      'proxy refused',
    ],
    [
      'an API that breaks off',
      `${ROOT}/DEMO/sites`,
      { answer: refuse },
      {},
      { method: 'GET', route: `${ROOT}/{studyKey}/sites`, status: 502, errorCode: 'ECONNRESET' },
      'proxy failed',
    ],
    [
      'a body',
      `${ROOT}/DEMO/records`,
      { options: { readOnly: false } },
      { method: 'POST', body: SUBJECT },
      { method: 'POST', route: `${ROOT}/{studyKey}/records`, status: 415, errorCode: 'PROXY_BODY' },
      'proxy refused',
    ],
  ];
  for (const [story, path, setting, init, facts, message] of requests) {
    it(`of ${story} its method and route and how it ended, and nothing of what was asked`, async () => {
      await start(setting);
      const answer = await ask(path, init);
      expect(stage.log.lines.length).toBe(1);
      const [level, text, { duration, ...rest }] = stage.log.lines[0] ?? ['fatal', '', {}];
      expect(text).toBe(message);
      expect(level).toBe(message === 'proxy answered' ? 'debug' : 'warn');
      expect(rest).toEqual(facts as never);
      expect(duration).toBeGreaterThanOrEqual(0);
      for (const secret of [SUBJECT, API_KEY, SECURITY_KEY, 'DEMO']) {
        expect(JSON.stringify(stage.log.lines)).not.toContain(secret);
      }
      for (const key of [API_KEY, SECURITY_KEY]) expect(answer).not.toContain(key);
    });
  }

  it('where `setDefaultLogger` says, when it has no logger of its own', async () => {
    const log = new RecordedLog();
    await start({ options: { logger: undefined } });
    setDefaultLogger(log);
    try {
      await ask(`${ROOT}/DEMO/sites`);
    } finally {
      setDefaultLogger(undefined);
    }
    expect(log.lines.map(([, message]) => message)).toEqual(['proxy answered']);
  });

  const broken: readonly (readonly [string, Logger])[] = [
    [
      'throws',
      {
        isEnabled: () => true,
        log: () => {
          throw new Error('disk full');
        },
      },
    ],
    [
      'can not say what it wants',
      {
        isEnabled: () => {
          throw new Error('no level');
        },
        log: () => undefined,
      },
    ],
  ];
  for (const [story, logger] of broken) {
    it(`nothing, but answers, when the logger ${story}`, async () => {
      await start({ options: { logger } });
      expect((await fetch(`${stage.url}${ROOT}/DEMO/sites`)).status).toBe(200);
    });
  }
});
