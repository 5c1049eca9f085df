// The built package, as published: a path, because a resolve hook would run a thread of its own.
import { AsyncPaginator, createImednet } from '../../dist/imednet-rx/fesm2022/imednet-rx.mjs';
import { concatMap, defer, delay, of, tap } from 'rxjs';
import { recordsUrl } from './in-order.mjs';

const KEYS = { apiKey: 'bench', securityKey: 'bench' };

export async function connect(baseUrl, options) {
  const { inFlight = 1, nodeAdapter = false } = options;
  const adapter = nodeAdapter ? await ownAdapter(inFlight) : undefined;
  const imednet = createImednet({ ...KEYS, baseUrl, adapter });
  const list = (studyKey) => ({ studyKey, pageSize: 500, prefetch: inFlight });
  return consumers[options.consumer ?? 'items']({ imednet, list, ...options });
}

// Loaded only where it is used, so that the others do not pay for it.
async function ownAdapter(maxSockets) {
  const { nodeAdapter } = await import('../../dist/imednet-rx/fesm2022/imednet-rx-node.mjs');
  return nodeAdapter({ maxSockets });
}

const consumers = {
  items:
    ({ imednet, list }) =>
    (studyKey, onRecord) =>
      imednet.records.list(list(studyKey)).forEach(onRecord),

  // What an Observable's consumer would write: pages wait in front of `concatMap`.
  concatMap:
    ({ imednet, list, workMs }) =>
    (studyKey, onRecord, onPages) => {
      let waiting = 0;
      return imednet.records
        .pages(list(studyKey))
        .pipe(
          tap(() => onPages(++waiting)),
          concatMap((page) => work(page, onRecord, workMs).pipe(tap(() => waiting--))),
        )
        .forEach(() => undefined);
    },

  process:
    ({ imednet, list, workMs }) =>
    (studyKey, onRecord, onPages) =>
      imednet.records
        .process((page) => {
          onPages(1);
          return work(page, onRecord, workMs);
        }, list(studyKey))
        .forEach(() => undefined),

  pull:
    ({ imednet, list, workMs }) =>
    async (studyKey, onRecord, onPages) => {
      const url = recordsUrl('', studyKey);
      for await (const page of new AsyncPaginator(imednet.client, url, list(studyKey)).pages()) {
        onPages(1);
        await new Promise((resolve) => work(page, onRecord, workMs).subscribe({ complete: resolve }));
      }
    },
};

function work(page, onRecord, ms) {
  return defer(() => {
    for (const record of page.items) onRecord(record);
    return of(undefined).pipe(delay(ms));
  });
}
