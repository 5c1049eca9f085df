import { createServer, type RequestListener } from 'node:http';
import express from 'express';
import fastify from 'fastify';
import {
  createImednet,
  ForbiddenError,
  type Imednet,
  type ImednetConfig,
  RateLimitError,
  SameOriginAuth,
  ServerError,
} from 'imednet-rx';
import { nodeAdapter } from 'imednet-rx/node';
import { lastValueFrom, type Observable, toArray } from 'rxjs';
import { answerAs, demoStudy } from '../../../spec/node/proxy/fake-api';
import {
  API_KEY,
  type ProxyStage,
  proxyStage,
  RECORDS,
  SECURITY_KEY,
  type StageSetting,
} from '../../../spec/node/proxy/proxy-stage';

const FRAMEWORKS: Readonly<Record<string, NonNullable<StageSetting['serve']>>> = {
  'node:http': (proxy) => {
    const handle: RequestListener = (request, response) => {
      if (request.url === '/other') response.end('other');
      else proxy(request, response);
    };
    return Promise.resolve(createServer(handle));
  },
  'Express 5': (proxy) => {
    const app = express();
    app.use(proxy);
    app.use(express.json());
    app.get('/other', (_request, response) => {
      response.send('other');
    });
    return Promise.resolve(createServer(app as RequestListener));
  },
  'Express 5, below a path': (proxy) => {
    const app = express();
    app.use('/api', proxy);
    app.get('/other', (_request, response) => {
      response.send('other');
    });
    return Promise.resolve(createServer(app as RequestListener));
  },
  'Fastify 5': async (proxy) => {
    const app = fastify();
    await app.register((scope, _options, ready) => {
      // The proxy reads bodies itself.
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request, _body, done) => {
        done(null);
      });
      scope.all('/api/*', (request, reply) => {
        reply.hijack();
        proxy(request.raw, reply.raw);
      });
      ready();
    });
    app.get('/other', () => 'other');
    await app.listen({ port: 0, host: '127.0.0.1' });
    return app.server;
  },
};

for (const [name, serve] of Object.entries(FRAMEWORKS)) {
  describe(`createImednetProxy in ${name}`, () => {
    const adapter = nodeAdapter();
    let stage: ProxyStage;
    let imednet: Imednet;

    const clientOf = (config: ImednetConfig): Imednet =>
      createImednet({ defaultStudyKey: 'DEMO', retries: 0, adapter, ...config });
    const start = async (options: StageSetting['options'] = {}, answer?: RequestListener): Promise<void> => {
      stage = await proxyStage({ serve, options, answer: answer ?? answerAs(demoStudy()) });
      imednet = clientOf({ auth: new SameOriginAuth(), baseUrl: stage.url });
    };
    const all = <T>(list: Observable<T>): Promise<T[]> => lastValueFrom(list.pipe(toArray()));
    const failureOf = (list: Observable<unknown>): Promise<unknown> =>
      lastValueFrom(list).then(
        () => undefined,
        (error: unknown) => error,
      );
    afterEach(async () => {
      imednet.close();
      await stage.close();
    });
    afterAll(() => {
      adapter.close();
    });

    it('gives a client without keys what one with keys gets', async () => {
      await start();
      const direct = clientOf({ apiKey: API_KEY, securityKey: SECURITY_KEY, baseUrl: stage.api.url });
      const records = await all(direct.records.list({ pageSize: 50 }));
      direct.close();
      expect(records.length).toBe(240);
      expect(await all(imednet.records.list({ pageSize: 50 }))).toEqual(records);
      const { subjectKey } = records[7]!;
      const filtered = await all(imednet.subjects.list({ filter: { subjectKey }, sort: ['subjectId,DESC'] }));
      expect(filtered.map((subject) => subject.subjectKey)).toEqual([subjectKey]);
      expect((await all(imednet.users.list({ includeInactive: true }))).length).toBeGreaterThan(0);
      expect((await all(imednet.studies.list())).map(({ studyKey }) => studyKey)).toEqual(['DEMO']);
    });

    it('posts records when it may, and follows the job', async () => {
      await start({ readOnly: false });
      const posted = imednet.client.post<{ readonly batchId: string }>(RECORDS, [{ formKey: 'AE' }]);
      const { status, data } = await lastValueFrom(posted);
      expect(status).toBe(202);
      expect((await lastValueFrom(imednet.jobs.get(data.batchId))).batchId).toBe(data.batchId);
      expect(stage.api.bodies.filter((body) => body !== '')).toEqual(['[{"formKey":"AE"}]']);
    });

    it('answers as the API does, so that the client has its typed errors', async () => {
      await start({ studies: ['DEMO'], rateLimit: { perCaller: { requests: 2, per: 3_600_000 } } });
      const forbidden = await failureOf(imednet.sites.list({ studyKey: 'OTHER' }));
      expect(forbidden).toBeInstanceOf(ForbiddenError);
      expect((forbidden as ForbiddenError).code).toBe('9001');
      expect((forbidden as ForbiddenError).description).toContain('study');
      expect(await failureOf(imednet.studies.list())).toBeInstanceOf(ForbiddenError);
      await all(imednet.sites.list());
      await all(imednet.sites.list());
      const limited = await failureOf(imednet.sites.list());
      expect(limited).toBeInstanceOf(RateLimitError);
      expect((limited as RateLimitError).retryAfter).toBeGreaterThan(3_000_000);
    });

    it('says that the API failed without saying how', async () => {
      await start({ auth: { headers: () => ({ 'x-api-key': 'wrong' }) } });
      const failed = await failureOf(imednet.sites.list());
      expect(failed).toBeInstanceOf(ServerError);
      expect((failed as ServerError).status).toBe(502);
      expect((failed as ServerError).description).not.toContain('wrong');
    });

    it('leaves other routes to the application', async () => {
      await start();
      expect(await (await fetch(`${stage.url}/other`)).text()).toBe('other');
      expect((await fetch(`${stage.url}/nothing`)).status).toBe(404);
      expect(stage.api.connections()).toBe(0);
    });
  });
}

describe('createImednetProxy below a mount path in Express', () => {
  it('reads the whole address, whatever Express has cut off', async () => {
    const stage = await proxyStage({
      options: { mountPath: '/edc' },
      serve: (proxy) => {
        const app = express();
        app.use('/edc', proxy);
        return Promise.resolve(createServer(app as RequestListener));
      },
    });
    expect((await fetch(`${stage.url}/edc${RECORDS}`)).status).toBe(200);
    expect((await fetch(`${stage.url}${RECORDS}`)).status).toBe(404);
    expect((await stage.raw(`GET /edc/edc${RECORDS}`)).status).toBe(404);
    expect((await stage.raw(`GET /edc/..${RECORDS}`)).status).toBe(404);
    expect(stage.api.seen.length).toBe(1);
    await stage.close();
  });
});
