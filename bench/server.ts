import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { renderList } from './rendered-list';

/** What the server tells its parent when it is ready. */
export interface ServerReady {
  readonly url: string;
  readonly records: number;
  readonly sum: number;
  readonly bytesPerRecord: number;
}

const WARM_UP_RECORDS = 5_000;

const list = renderList(Number(process.argv[2]));
const lists = new Map([
  ['/api/v1/edc/studies/WARM-UP/records', renderList(WARM_UP_RECORDS)],
  ['/api/v1/edc/studies/DEMO/records', list],
]);

const server = createServer((request, response) => {
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const page = lists.get(path)?.pages[Number(/(?:^|&)page=(\d+)/.exec(query)?.[1])];
  if (page === undefined) {
    response.writeHead(404, { 'content-type': 'application/json', 'content-length': 2 }).end('{}');
    return;
  }
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': page.length }).end(page);
});

server.listen(0, '127.0.0.1', () => {
  const { records, sum, bytes } = list;
  const { port } = server.address() as AddressInfo;
  const ready: ServerReady = {
    url: `http://127.0.0.1:${port}`,
    records,
    sum,
    bytesPerRecord: Math.round(bytes / records),
  };
  process.send?.(ready);
});

// The parent may be killed without a chance to end its server.
process.on('disconnect', () => process.exit());
