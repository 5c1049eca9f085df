import { defer, map, type Observable } from 'rxjs';
import { InvalidArgumentError } from '../errors/client-error';
import type { Context } from '../context/context';
import { askJob } from '../jobs/ask-job';
import { pollSettings } from '../jobs/poll-settings';
import { loadOnDemand, onDemand } from '../http/load-on-demand';
import type { JobResults } from '../jobs/job-results';
import type { JobProgress } from '../jobs/job-progress';
import { asOperation, type Requestor, type TraceOptions } from '../pagination/requestor';
import type { Job } from '../models/job';
import { planReading, type ValidationOptions } from '../validation/reading-options';
import { withReading } from '../validation/with-reading';

const polling = onDemand('jobs.poll', () => import('../jobs/poll-jobs'));

/** Which study a job belongs to, and whether what is told of it is checked: as the call says, never the client. */
export interface JobOptions extends TraceOptions, ValidationOptions {
  /** The context's default study key at the time of subscription without it. */
  readonly studyKey?: string;
}

/** How a job is polled. */
export interface JobPollOptions extends JobOptions {
  /** Time between an answer and the next poll, in ms; 5 000 by default. */
  readonly interval?: number;
  /** Time for the whole, in ms; 300 000 by default. */
  readonly timeout?: number;
}

/** How several jobs are polled. */
export interface JobPollManyOptions extends JobPollOptions {
  /** Whether the first failure ends it all; `true` by default. Else all others are polled to their end first. */
  readonly failFast?: boolean;
}

/**
 * How the results of a job are read.
 *
 * @typeParam V - what `parse` returns
 */
export interface JobResultsOptions<V> extends TraceOptions {
  /** The context's default study key at the time of subscription without it. */
  readonly studyKey?: string;
  /** Reads the text; what it returns is emitted beside it. */
  readonly parse?: (text: string) => V;
}

/** The server's work on records that were posted. */
export class JobsResource {
  readonly #client: Requestor;
  readonly #context: Context;

  /**
   * @param client - sends the requests
   * @param context - holds the default study key
   */
  constructor(client: Requestor, context: Context) {
    this.#client = client;
    this.#context = context;
  }

  /**
   * Asks where a job is.
   *
   * @param batchId - from the answer to the POST
   * @param options - study
   * @returns cold; emits the job and completes; errors with a typed error: a `NotFoundError` when there is none, a
   *   `ResponseContractError` for a response that is not this job
   *
   * @example
   * ```ts
   * imednet.jobs.get(batchId, { studyKey: 'DEMO' }).subscribe((job) => console.log(job.state));
   * ```
   */
  get(batchId: string, options: JobOptions = {}): Observable<Job> {
    return this.#run('get', options, (ask) => ask(batchId));
  }

  /**
   * Asks for a job again and again until it is done.
   *
   * A poll that fails in a way that may pass (network, time limit, 429, 5xx) does not lose the job: another one
   * follows.
   *
   * @param batchId - from the answer to the POST
   * @param options - study, `interval` and `timeout` in ms
   * @returns cold; emits what each poll returned, and completes after a success; errors with a `JobFailedError`
   *   after a failure, with a `JobOutcomeUnknownError` after an end without a state, with a `JobTimeoutError` when time
   *   is over
   *
   * @example
   * ```ts
   * imednet.jobs.poll(batchId, { studyKey: 'DEMO' }).subscribe({
   *   next: ({ job, elapsed }) => console.log(job.state, elapsed),
   *   complete: () => console.log('stored'),
   * });
   * ```
   */
  poll(batchId: string, options: JobPollOptions = {}): Observable<JobProgress<Job>> {
    return this.#run('poll', options, (ask) => {
      const settings = pollSettings(options);
      const job$ = ask(batchId);
      return polling(({ pollJob }) => pollJob(batchId, job$, settings));
    });
  }

  /**
   * Polls several jobs at the same time.
   *
   * @param batchIds - from the answers to the POSTs
   * @param options - as {@link poll}, and `failFast`
   * @returns cold; emits what each poll told, as it comes, and completes when all have succeeded; errors with the
   *   first failure, or, without `failFast`, with a `JobsFailedError` of all behind the last
   *
   * @example
   * ```ts
   * imednet.jobs.pollMany(batchIds, { studyKey: 'DEMO', failFast: false }).subscribe({
   *   error: (error) => console.error([...error.failures.keys()]),
   * });
   * ```
   */
  pollMany(batchIds: readonly string[], options: JobPollManyOptions = {}): Observable<JobProgress<Job>> {
    return this.#run('pollMany', options, (ask) => {
      const settings = pollSettings(options);
      const { failFast = true } = options;
      if (!Array.isArray(batchIds)) throw new InvalidArgumentError('`batchIds` must be an array of strings.');
      const ids = [...(batchIds as readonly string[])];
      return polling(({ pollJob, pollJobs }) =>
        pollJobs(ids, (batchId) => pollJob(batchId, ask(batchId), settings), failFast),
      );
    });
  }

  /**
   * Reads the results of a job that has finished, from its `resultUrl`.
   *
   * Only older servers send one, and its format is not documented: the text is emitted as it was received, with what
   * `parse` returns for it. The address must be of the base URL's origin, or of one of `allowedOrigins`, which gets no
   * credentials. Redirects are rejected. Keep results as you keep patients' data.
   *
   * @param batchId - from the response to the POST
   * @param options - study, and `parse`
   * @returns cold; requests the job and then its results, emits once and completes. Errors with a `JobResultsError` for a
   *   job that has not finished, has no `resultUrl`, or whose results `parse` throws an error for; with a
   *   `ConfigurationError` for an address of another origin; otherwise as {@link get}
   *
   * @example
   * ```ts
   * imednet.jobs.results(batchId, { studyKey: 'DEMO', parse: (text) => text.split('\n') }).subscribe(({ value }) => {
   *   console.log(value.length);
   * });
   * ```
   */
  results<V = undefined>(batchId: string, options: JobResultsOptions<V> = {}): Observable<JobResults<V>> {
    return defer(() => {
      const studyKey = options.studyKey ?? this.#context.requireStudyKey();
      const { parse } = options;
      const read = (client: Requestor): Observable<JobResults<V>> =>
        loadOnDemand(
          'jobs.results',
          () => import('../jobs/job-results'),
          ({ jobResults }) => jobResults(client, studyKey, batchId, parse),
        );
      return asOperation(this.#client, { name: 'jobs.results', studyKey }, read, options);
    });
  }

  #run<R>(
    verb: string,
    options: JobOptions,
    run: (ask: (batchId: string) => Observable<Job>) => Observable<R>,
  ): Observable<R> {
    return defer(() => {
      const studyKey = options.studyKey ?? this.#context.requireStudyKey();
      const operation = { name: `jobs.${verb}`, studyKey };
      // The client's own `strict` must not make a job that is under way end for a date.
      const plan = planReading({ validate: options.validate });
      const asking = (client: Requestor): Observable<R> =>
        withReading<Job, R>('jobs', plan, client, (readItems) => {
          const read = (job: Job): Job => {
            readItems?.({ items: [job], page: 0 });
            return job;
          };
          return run((batchId) => askJob(client, studyKey, batchId).pipe(map(read)));
        });
      return asOperation(this.#client, operation, asking, options);
    });
  }
}
