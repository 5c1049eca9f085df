import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { type RenderedList, renderList } from './rendered-list';

/** What the server tells its parent when it is ready. */
export interface ServerReady {
  readonly url: string;
  readonly records: number;
  readonly sum: number;
  readonly bytesPerRecord: number;
}

const [records, latency] = process.argv.slice(2).map(Number);
const list = renderList(records ?? 0);
/** Rendered when first asked for: what is read before the clock starts may wait. */
const WARM_UPS: Readonly<Record<string, number>> = {
  'WARM-UP': 5_000,
  'LONG-WARM-UP': 50_000,
  'LONGEST-WARM-UP': 500_000,
};
const lists = new Map([['DEMO', list]]);

function listOf(studyKey: string): RenderedList | undefined {
  const length = WARM_UPS[studyKey];
  if (length !== undefined && !lists.has(studyKey)) lists.set(studyKey, renderList(length));
  return lists.get(studyKey);
}

const NOTHING = Buffer.from('{}');

const server = createServer((request, response) => {
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const studyKey = /^\/api\/v1\/edc\/studies\/([\w-]+)\/records$/.exec(path)?.[1] ?? '';
  const number = Number(/(?:^|&)page=(\d+)/.exec(query)?.[1]);
  const page = path === '/api/v1/edc/studies' ? NOTHING : listOf(studyKey)?.pages[number];
  const send = (): void => {
    const body = page ?? NOTHING;
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    response.writeHead(page ? 200 : 404, headers).end(body);
  };
  if (latency) void wait(latency).then(send);
  else send();
});

server.listen(0, '127.0.0.1', () => {
  const { sum, bytes } = list;
  const { port } = server.address() as AddressInfo;
  const ready: ServerReady = {
    url: `http://127.0.0.1:${port}`,
    records: list.records,
    sum,
    bytesPerRecord: Math.round(bytes / list.records),
  };
  process.send?.(ready);
});

// The parent may be killed without a chance to end its server.
process.on('disconnect', () => process.exit());
