// What a user does first, through the package's public entry points: stream a study from a real server.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { createImednet, isImednetError, UnauthorizedError } from 'imednet-rx';
import { nodeAdapter } from 'imednet-rx/node';
import { FakeImednet, fakeImednetAdapter } from 'imednet-rx/testing';
import { firstValueFrom, lastValueFrom, toArray } from 'rxjs';

const RECORDS = 1234;
const keys = { apiKey: 'an-api-key', securityKey: 'a-security-key' };
const fake = new FakeImednet({ ...keys, records: RECORDS });

const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://loopback');
  const { method, headers } = request;
  const text = await textOf(request);
  const body = text === '' ? undefined : JSON.parse(text);
  const answer = fake.handle({ method, path: pathname, query: searchParams, headers, body });
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

// What is loaded on demand: what writes batches, looks for them, watches, checks and reads dates.
async function loadsTheRest() {
  const imednet = createImednet({ ...keys, defaultStudyKey: 'DEMO', baseUrl });
  const { subjectKey } = await firstValueFrom(imednet.subjects.list());
  const items = ['Cough', 'Rash'].map((aeterm) => ({ formKey: 'AE', subjectKey, data: { aeterm } }));
  const receipts$ = imednet.records.submit(items, { batchSize: 1, poll: { interval: 1 } });
  const receipt = await lastValueFrom(receipts$);
  assert.equal(receipt.state, 'succeeded');
  assert.equal((await lastValueFrom(imednet.records.reconcile(receipt, items))).verdict, 'applied');
  assert.ok((await firstValueFrom(imednet.sites.watch({}, { every: 1000 }))).items.length > 0);
  const site = await firstValueFrom(imednet.sites.list({ validate: 'strict', dates: 'Date' }));
  assert.ok(site.dateCreated instanceof Date);
  imednet.close();
}

await keepsAMirror();
await streamsEveryRecordOnce({});
await streamsEveryRecordOnce({ adapter: fakeImednetAdapter(fake) });
const adapter = nodeAdapter();
await streamsEveryRecordOnce({ adapter });
adapter.close();

await loadsTheRest();

const stranger = createImednet({ apiKey: 'wrong', securityKey: 'wrong', baseUrl });
await assert.rejects(lastValueFrom(stranger.studies.list()), (error) => {
  return isImednetError(error) && error instanceof UnauthorizedError && !error.stack.includes('wrong');
});

server.closeAllConnections();
server.close();
console.log('OK');
