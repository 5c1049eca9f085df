// What a user does first, through the package's public entry points: stream a study from a real server.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { createImednet, isImednetError, UnauthorizedError } from 'imednet-rx';
import { nodeAdapter } from 'imednet-rx/node';
import { FakeImednet, fakeImednetAdapter } from 'imednet-rx/testing';
import { lastValueFrom, toArray } from 'rxjs';

const RECORDS = 1234;
const keys = { apiKey: 'an-api-key', securityKey: 'a-security-key' };
const fake = new FakeImednet({ ...keys, records: RECORDS });

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://loopback');
  const { method, headers } = request;
  const answer = fake.handle({ method, path: pathname, query: searchParams, headers });
  response.writeHead(answer.status, answer.headers).end(JSON.stringify(answer.body));
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const baseUrl = `http://127.0.0.1:${server.address().port}`;

async function streamsEveryRecordOnce(config) {
  const imednet = createImednet({ ...keys, defaultStudyKey: 'DEMO', baseUrl, ...config });
  const records = await lastValueFrom(imednet.records.list({ pageSize: 100 }).pipe(toArray()));
  assert.equal(new Set(records.map(({ recordId }) => recordId)).size, RECORDS);
  assert.equal(records.length, RECORDS);
  imednet.close();
}

await streamsEveryRecordOnce({});
await streamsEveryRecordOnce({ adapter: fakeImednetAdapter(fake) });
const adapter = nodeAdapter();
await streamsEveryRecordOnce({ adapter });
adapter.close();

const stranger = createImednet({ apiKey: 'wrong', securityKey: 'wrong', baseUrl });
await assert.rejects(lastValueFrom(stranger.studies.list()), (error) => {
  return isImednetError(error) && error instanceof UnauthorizedError && !error.stack.includes('wrong');
});

server.closeAllConnections();
server.close();
console.log('OK');
