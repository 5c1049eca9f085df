import { defer, merge, switchMap, takeUntil, tap } from 'rxjs';
import type { RequestOptions } from '../../../src/http/imednet-request';
import type { QueryParams } from '../../../src/http/query-params';
import type { Job } from '../../../src/models/job';
import { type Call, RECORDS, STUDY } from './call';
import { canary } from './canary';

/** Parameters and options of a request, each with secrets. */
export const REQUEST = [
  { size: 3, filter: `subjectKey!=${canary('filter')}`, [canary('parameter')]: [canary('a'), canary('b')] },
  { headers: { 'x-note': canary('header'), [`x-${canary('name')}`]: '1' } },
] as const satisfies readonly [QueryParams, RequestOptions];

const [PARAMS, OPTIONS] = REQUEST;
const POSTED = { formKey: 'AE', siteId: 101, data: { aeterm: canary('posted') } };

/** Requests outside of lists. */
export const REQUEST_CALLS: readonly Call[] = [
  { story: 'a GET', run: ({ client }) => client.get(RECORDS, ...REQUEST) },
  ...[`/${canary('path')}`, `${RECORDS}/${canary('path')}/${canary('path')}`].map((path): Call => ({
    ...{ story: `a GET of the made-up path ${path}`, error: 'NotFoundError' },
    run: ({ client }) => client.get(path, ...REQUEST),
  })),
  {
    ...{ story: 'a GET of an absolute address', error: 'NotFoundError' },
    run: ({ client }) => client.get(`${client.baseUrl}${STUDY}/subjects/${canary('path')}`, ...REQUEST),
  },
  {
    ...{ story: 'shared GETs', config: { share: { ttl: 60_000, maxEntries: 10 } } },
    run: ({ client }) => merge(...[1, 2].map(() => client.get(RECORDS, PARAMS, { ...OPTIONS, share: true }))),
  },
  { story: 'a POST', run: ({ client }) => client.post(RECORDS, [POSTED], OPTIONS) },
  {
    ...{ story: 'a POST that is refused', error: 'BadRequestError' },
    run: ({ client }) => client.post(RECORDS, canary('body'), OPTIONS),
  },
  {
    ...{ story: 'the state of a job that is none', error: 'NotFoundError' },
    run: ({ client }) => client.get(`${STUDY}/jobs/${canary('job')}`, ...REQUEST),
  },
  {
    ...{ story: 'a job that is not done in time', error: 'JobTimeoutError' },
    run: ({ client, jobs }) =>
      client
        .post<Job>(RECORDS, [POSTED], OPTIONS)
        .pipe(switchMap(({ data }) => jobs.poll(data.batchId, { interval: 1, timeout: 40 }))),
  },
  {
    ...{ story: 'a request that is canceled', faults: ['hang'] },
    run: ({ client }, { arrived$ }) => client.get(RECORDS, ...REQUEST).pipe(takeUntil(arrived$)),
  },
  {
    ...{ story: 'a request that is aborted', faults: ['hang'], error: 'RequestAbortedError' },
    run: ({ client }, { arrived$ }) =>
      defer(() => {
        const controller = new AbortController();
        const { signal } = controller;
        const abort = (): void => {
          controller.abort(new Error(canary('reason')));
        };
        return merge(client.get(RECORDS, PARAMS, { ...OPTIONS, signal }), arrived$.pipe(tap(abort)));
      }),
  },
  {
    ...{ story: 'a client that is closed', faults: ['hang'], error: 'ClientClosedError' },
    run: ({ client }, { arrived$ }) => {
      const close = (): void => {
        client.close();
      };
      return merge(client.get(RECORDS, ...REQUEST), arrived$.pipe(tap(close)));
    },
  },
];
