import type { AxiosResponse } from 'axios';
import { catchError, map, type Observable, switchMap, throwError } from 'rxjs';
import { ConfigurationError } from '../errors/client-error';
import { JobResultsError } from '../errors/job-errors';
import { encodePath } from '../http/encode-path';
import type { RequestOptions } from '../http/imednet-request';
import type { QueryParams } from '../http/query-params';
import { ForeignOriginError } from '../http/resolve-url';
import type { Job } from '../models/job';
import { askJob } from './ask-job';
import { jobOutcome } from './job-outcome';

/**
 * What the server stored as the results of a job.
 *
 * @typeParam V - what the caller's `parse` returns
 */
export interface JobResults<V> {
  readonly job: Job;
  /** The body as it was received, decoded. */
  readonly text: string;
  /** What `parse` returned; `undefined` without it. */
  readonly value: V;
}

/** What reading results needs of a client. */
export interface ResultsClient {
  readonly baseUrl?: string;
  get<T>(path: string, params?: QueryParams, options?: RequestOptions): Observable<AxiosResponse<T>>;
}

/** Requests a job, then its results; see `jobs.results`. */
export function jobResults<V>(
  client: ResultsClient,
  studyKey: string,
  batchId: string,
  parse?: (text: string) => V,
): Observable<JobResults<V>> {
  return askJob(client, studyKey, batchId).pipe(
    switchMap((job) => {
      const { baseUrl } = client;
      if (baseUrl === undefined) {
        throw new ConfigurationError('Results need a client that has a `baseUrl`.');
      }
      if (jobOutcome(job) === 'running') throw new JobResultsError(batchId, 'not-finished');
      const url = resultUrl(job, baseUrl, encodePath('studies', studyKey, 'jobs', batchId));
      if (!url) throw new JobResultsError(batchId, 'no-result-url');
      const text$ = client.get<string>(withoutQuery(url), paramsOf(url), {
        headers: { accept: '*/*' },
        responseType: 'text',
      });
      return text$.pipe(
        catchError((error: unknown) =>
          throwError(() => (error instanceof ForeignOriginError ? foreignOrigin() : error)),
        ),
        map(({ data }) => ({ job, text: data, value: valueOf(data, batchId, parse) })),
      );
    }),
  );
}

/** The address of a job's results; one below the base URL, like all paths of the API, where it names no origin. */
function resultUrl({ resultUrl: address }: Job, baseUrl: string, jobPath: string): URL | undefined {
  const text: unknown = address;
  if (typeof text !== 'string' || text.trim() === '') return undefined;
  const base = new URL(baseUrl);
  const isPath = /^\s*\/(?![/\\])/.test(text);
  const isBelowBase = !isPath || text.trim().startsWith(`${base.pathname.replace(/\/$/, '')}/`);
  try {
    return new URL(isBelowBase ? text : `${baseUrl}${text.trim()}`, `${baseUrl}${jobPath}`);
  } catch {
    return undefined;
  }
}

/** Whole, so that the client checks its scheme, user information and origin. */
function withoutQuery(url: URL): string {
  const target = new URL(url);
  target.search = '';
  target.hash = '';
  return target.href;
}

function paramsOf(url: URL): QueryParams {
  const names = new Set(url.searchParams.keys());
  return Object.fromEntries([...names].map((name) => [name, url.searchParams.getAll(name)]));
}

function foreignOrigin(): ConfigurationError {
  return new ConfigurationError(
    'The `resultUrl` of the job leads to another origin than `baseUrl`. Add its origin to `allowedOrigins` to read it ' +
      'without credentials.',
  );
}

function valueOf<V>(text: string, batchId: string, parse: ((text: string) => V) | undefined): V {
  try {
    return parse?.(text) as V;
  } catch {
    // What it throws may quote the results.
    throw new JobResultsError(batchId, 'parse-failed');
  }
}
