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

// The same in parts by key, with progress; then what changed since.
async function keepsAMirror() {
  const imednet = createImednet({ ...keys, defaultStudyKey: 'DEMO', baseUrl });
  const mirror = new Map();
  let seen = 0;
  const progressSubscriber = { next: ({ items }) => (seen = items) };
  const inParts = { pageSize: 100, strategy: 'keyset', partitions: 3, progressSubscriber };
  await lastValueFrom(
    imednet.records.process(({ items }) => {
      for (const record of items) mirror.set(record.recordId, record);
      return [];
    }, inParts),
  );
  assert.equal(mirror.size, RECORDS);
  assert.equal(seen, RECORDS);

  const sync = async (watermark) => {
    const acks$ = imednet.records.since(watermark, { pageSize: 500 }).process(({ items, deleted }) => {
      for (const key of deleted) mirror.delete(key);
      for (const record of items) mirror.set(record.recordId, record);
      return [];
    });
    return (await lastValueFrom(acks$)).watermark;
  };
  const watermark = await sync(null);
  fake.deleteRecords('DEMO', 10, { at: 'start' });
  fake.insertRecords('DEMO', 10, { at: 'end' });
  assert.ok(await sync(JSON.parse(JSON.stringify(watermark))));
  const there = [...fake.records('DEMO')].filter(({ deleted }) => !deleted).map(({ recordId }) => recordId);
  assert.deepEqual(
    [...mirror.keys()].sort((a, b) => a - b),
    there,
  );
  imednet.close();
}

await keepsAMirror();
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
