import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { createImednet, ForbiddenError, SameOriginAuth } from 'imednet-rx';
import { createImednetProxy, nodeAdapter } from 'imednet-rx/node';
import { FakeImednet } from 'imednet-rx/testing';
import { count, lastValueFrom } from 'rxjs';

const keys = { apiKey: 'a', securityKey: 'b' };
const fake = new FakeImednet({ ...keys, subjects: 5 });
const api = await listen((request, response) => {
  const [path, query] = request.url.split('?');
  const { method, headers } = request;
  const answer = fake.handle({ method, path, headers, query: new URLSearchParams(query) });
  response.writeHead(answer.status, answer.headers).end(JSON.stringify(answer.body));
});
const proxy = createImednetProxy({ ...keys, baseUrl: api.url, authorize: () => true, studies: ['DEMO'] });
const server = await listen(proxy);
const adapter = nodeAdapter();
const imednet = createImednet({ auth: new SameOriginAuth(), baseUrl: server.url, adapter, retries: 0 });

assert.equal(await lastValueFrom(imednet.subjects.list({ studyKey: 'DEMO' }).pipe(count())), 5);
await assert.rejects(lastValueFrom(imednet.subjects.list({ studyKey: 'OTHER' })), ForbiddenError);

imednet.close();
adapter.close();
proxy.close();
api.close();
server.close();

async function listen(handler) {
  const server = createServer(handler);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
