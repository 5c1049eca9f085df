import type { ImednetRecord } from 'imednet-rx';
import { errorResponse, listResponse, plainResponse } from './envelope';
import { FakeApiError, invalid } from './fake-api-error';
import { FakeClock } from './fake-clock';
import { FakeDataset } from './fake-dataset';
import type { FakeRequest, FakeResponse } from './fake-messages';
import { resolveFakeOptions } from './fake-options';
import type { FakeImednetOptions, FakeSettings } from './fake-options';
import type { FakeStudy } from './fake-study';
import { FakeJobs } from './jobs';
import type { CollectionEnd } from './lazy-collection';
import { ListQueries } from './list-query';
import type { RecordChanges } from './record-changes';
import type { PostedItem } from './record-intake';
import type { QueryStep } from './generators/queries';
import { matchRoute, routeTemplate } from './routes';
import type { Route } from './routes';
import { StudyLife } from './study-life';

/** ms from one thing that happens in a study to the next. */
const BETWEEN_EVENTS = 6 * 3_600_000;

/**
 * An iMednet server in memory: requests in, responses out, no network, no timers.
 *
 * Its data are made from a seed when they are read, so that a million records cost nothing until
 * then, and two fakes with the same options answer the same requests with the same bytes.
 *
 * @example
 * ```ts
 * const fake = new FakeImednet({ subjects: 10 });
 * const response = fake.handle({
 *   method: 'GET',
 *   path: '/api/v1/edc/studies/DEMO/records',
 *   query: new URLSearchParams({ size: '100' }),
 *   headers: {},
 * });
 * ```
 */
export class FakeImednet {
  readonly #settings: FakeSettings;
  readonly #dataset: FakeDataset;
  readonly #jobs: FakeJobs;
  readonly #lists = new ListQueries();
  readonly #clock: FakeClock;
  readonly #lives: readonly StudyLife[];
  /** Time that passed since the last event, in ms. */
  #idle = 0;

  constructor(options: FakeImednetOptions = {}) {
    const settings = resolveFakeOptions(options);
    this.#clock = new FakeClock(settings.now);
    this.#settings = { ...settings, now: this.#clock.now };
    this.#dataset = new FakeDataset(this.#settings);
    this.#lives = this.#dataset.studies.map((study) => new StudyLife(study));
    this.#jobs = new FakeJobs(this.#settings.seed, this.#settings.jobSteps);
  }

  /** How many POSTs were accepted, to prove that something was sent exactly once. */
  get posts(): number {
    return this.#jobs.count;
  }

  /** Grows whenever rows change, so that what was derived from them can be thrown away. */
  get version(): number {
    return this.#dataset.version;
  }

  /**
   * Answers a request; refusals are responses too, it never throws.
   *
   * @example
   * ```ts
   * fake.handle({ method: 'GET', path: '/api/v1/edc/nothing', query: new URLSearchParams(), headers: {} }).status; // 404
   * ```
   */
  handle(request: FakeRequest): FakeResponse {
    try {
      return this.#answer(request);
    } catch (error) {
      if (error instanceof FakeApiError) return errorResponse(request, this.#settings.now(), error);
      throw error;
    }
  }

  /**
   * The route of a path with placeholders instead of keys, or nothing if there is no such route.
   *
   * @example
   * ```ts
   * fake.routeOf('/api/v1/edc/studies/DEMO/sites'); // '/studies/{studyKey}/sites'
   * ```
   */
  routeOf(path: string): string | undefined {
    const route = matchRoute(path);
    return route && routeTemplate(route);
  }

  /**
   * Inserts generated records, as if somebody entered them while a client pages.
   *
   * @example
   * ```ts
   * fake.insertRecords('DEMO', 3, { at: 'start' }); // shifts all pages by three
   * ```
   */
  insertRecords(studyKey: string, count: number, { at = 'end' }: { readonly at?: CollectionEnd } = {}): void {
    this.#dataset.need(studyKey).insertRecords(count, at);
  }

  /**
   * Removes records, as if somebody deleted them while a client pages.
   *
   * @example
   * ```ts
   * fake.deleteRecords('DEMO', 1, { at: 'start' }); // the next page misses one record
   * ```
   */
  deleteRecords(studyKey: string, count: number, { at = 'end' }: { readonly at?: CollectionEnd } = {}): void {
    this.#dataset.need(studyKey).deleteRecords(count, at);
  }

  /**
   * Sets a record's `dateModified` to the fake's now and adds a revision.
   *
   * @example
   * ```ts
   * fake.touchRecord('DEMO', 1_000_001);
   * ```
   */
  touchRecord(studyKey: string, recordId: number): void {
    this.changeRecord(studyKey, recordId, {});
  }

  /**
   * Changes a record, sets its `dateModified` to the fake's now and adds a revision.
   *
   * @param changes - with `deleted` the record is deleted or restored, and stays in the list either way
   *
   * @example
   * ```ts
   * fake.changeRecord('DEMO', 1_000_001, { deleted: true });
   * ```
   */
  changeRecord(studyKey: string, recordId: number, changes: RecordChanges): void {
    const { study, position } = this.#recordOf(studyKey, recordId);
    study.updateRecord(position, changes, changes.deleted === true ? 'Deleted' : 'Changed');
  }

  /**
   * Ends all jobs of a study, as a server does that nobody asks for them.
   *
   * @example
   * ```ts
   * fake.finishJobs('DEMO'); // what was posted is in the lists now
   * ```
   */
  finishJobs(studyKey: string): void {
    this.#jobs.finish(this.#dataset.need(studyKey));
  }

  /**
   * Opens a query about a record, or about one of its answers.
   *
   * @param question - `variable`: name of the variable that it is about
   * @returns its `annotationId`
   *
   * @example
   * ```ts
   * const annotationId = fake.openQuery('DEMO', 1_000_001, { variable: 'aeterm', comment: 'Please specify' });
   * ```
   */
  openQuery(
    studyKey: string,
    recordId: number,
    { variable, comment = 'Please check' }: { readonly variable?: string; readonly comment?: string } = {},
  ): number {
    const { study, position } = this.#recordOf(studyKey, recordId);
    const about = variable === undefined ? 'record' : 'question';
    const record = study.records.at(position);
    if (variable !== undefined && !Object.hasOwn(record.recordData, variable)) {
      throw new RangeError(`record ${recordId} has no such variable`);
    }
    return study.openQuery(about, record, variable, comment);
  }

  /**
   * Adds a comment to a query that answers, closes or reopens it.
   *
   * @example
   * ```ts
   * fake.changeQuery('DEMO', 1, 'answered', 'It was a headache');
   * fake.changeQuery('DEMO', 1, 'closed');
   * ```
   */
  changeQuery(studyKey: string, annotationId: number, step: Exclude<QueryStep, 'open'>, comment = ''): void {
    const study = this.#dataset.need(studyKey);
    const position = study.queries.positionOf(annotationId);
    if (position < 0) throw new RangeError(`no query ${annotationId}`);
    study.stepQuery(position, step, comment);
  }

  /**
   * Moves the fake's clock on, and lets every study go on meanwhile: every six hours a query is opened, answered or
   * closed, a record completed, or a subject enrolled.
   *
   * @param time - in ms
   *
   * @example
   * ```ts
   * fake.passTime(7 * 24 * 3_600_000); // a week
   * ```
   */
  passTime(time: number): void {
    if (!Number.isFinite(time) || time < 0)
      throw new RangeError('time must be a number of milliseconds, not negative');
    let left = time;
    while (this.#idle + left >= BETWEEN_EVENTS) {
      const step = BETWEEN_EVENTS - this.#idle;
      this.#clock.pass(step);
      left -= step;
      this.#idle = 0;
      for (const life of this.#lives) life.step();
    }
    this.#clock.pass(left);
    this.#idle += left;
  }

  /** The records as they are now, in the order of their numbers. */
  records(studyKey: string): Iterable<ImednetRecord> {
    return this.#dataset.need(studyKey).records;
  }

  recordCount(studyKey: string): number {
    return this.#dataset.need(studyKey).records.length;
  }

  #recordOf(studyKey: string, recordId: number): { readonly study: FakeStudy; readonly position: number } {
    const study = this.#dataset.need(studyKey);
    const position = study.records.positionOf(recordId);
    if (position < 0) throw new RangeError(`no record ${recordId}`);
    return { study, position };
  }

  #answer(request: FakeRequest): FakeResponse {
    this.#authenticate(request.headers);
    const route = matchRoute(request.path);
    if (!route) throw new FakeApiError(404, '9000', 'There is no such resource');
    const posting = request.method === 'POST' && route.kind === 'list' && route.list === 'records';
    if (request.method !== 'GET' && !posting) throw new FakeApiError(405, '9000', 'Method not allowed');
    return posting ? this.#post(route.studyKey, request.body) : this.#get(route, request);
  }

  #authenticate(headers: Readonly<Record<string, string>>): void {
    const { apiKey, securityKey } = this.#settings;
    const matches =
      (apiKey === undefined || headers['x-api-key'] === apiKey) &&
      (securityKey === undefined || headers['x-imn-security-key'] === securityKey);
    if (!matches) throw new FakeApiError(401, '9001', 'The keys are missing or wrong');
  }

  #get(route: Route, request: FakeRequest): FakeResponse {
    if (route.kind === 'job') {
      const job = this.#jobs.advance(this.#study(route.studyKey), route.batchId);
      if (!job) throw new FakeApiError(404, '9000', 'There is no such job');
      return plainResponse(200, job);
    }
    if (route.kind === 'list') this.#study(route.studyKey);
    const { resource, name } = this.#dataset.resource(route);
    return listResponse(request, this.#settings.now(), this.#lists.run(resource, name, request.query));
  }

  #post(studyKey: string, body: unknown): FakeResponse {
    const study = this.#study(studyKey);
    const isObject = (item: unknown): boolean =>
      typeof item === 'object' && item !== null && !Array.isArray(item);
    if (!Array.isArray(body) || body.length === 0 || !body.every(isObject)) {
      throw invalid('body', '', 'The body must be an array of at least one object');
    }
    const { jobId, batchId, state } = this.#jobs.create(study, body as PostedItem[]);
    return plainResponse(202, { jobId, batchId, state });
  }

  #study(studyKey: string) {
    const study = this.#dataset.find(studyKey);
    if (!study) throw new FakeApiError(403, '9001', 'The study does not exist or may not be read');
    return study;
  }
}
