import { defer, type Observable } from 'rxjs';
import { Context } from '../context/context';
import { onDemand } from '../http/load-on-demand';
import type { SchemaDrift } from '../observability/schema-drift';
import { asOperation } from '../pagination/requestor';
import { CodingsResource } from '../resources/codings';
import { FormsResource } from '../resources/forms';
import { IntervalsResource } from '../resources/intervals';
import { JobsResource } from '../resources/jobs';
import { QueriesResource } from '../resources/queries';
import { RecordRevisionsResource } from '../resources/record-revisions';
import { RecordsResource } from '../resources/records';
import { SitesResource } from '../resources/sites';
import { StudiesResource } from '../resources/studies';
import { SubjectsResource } from '../resources/subjects';
import { UsersResource } from '../resources/users';
import { VariablesResource } from '../resources/variables';
import { VisitsResource } from '../resources/visits';
import { type SchemaOptions, SharedSchemas } from '../study-schema/shared-schemas';
import type { StudySchema } from '../study-schema/study-schema';
import { DISPOSE } from './dispose';
import { ImednetClient } from './imednet-client';
import type { ImednetClientConfig } from './imednet-client-config';

const studySchemas = onDemand('schema', () => import('../resources/read-study-schema'));

/** Settings of {@link createImednet}. */
export interface ImednetConfig extends ImednetClientConfig {
  /** Study key that calls without one of their own use; none by default. */
  readonly defaultStudyKey?: string;
}

/**
 * The API's resources over one client and one context: what applications inject.
 *
 * @example
 * ```ts
 * const imednet = createImednet({ apiKey, securityKey, defaultStudyKey: 'DEMO' });
 * imednet.records.list({ pageSize: 500 }).subscribe((record) => console.log(record.recordId));
 * ```
 */
export class Imednet {
  /** Studies that the credentials may see. */
  readonly studies: StudiesResource;
  /** Places that enrol subjects. */
  readonly sites: SitesResource;
  /** Case report forms (eCRF), as a study defines them. */
  readonly forms: FormsResource;
  /** Visits, as a study's schedule defines them. */
  readonly intervals: IntervalsResource;
  /** Subjects' own visits. */
  readonly visits: VisitsResource;
  /** Participants. */
  readonly subjects: SubjectsResource;
  /** Users and their roles. */
  readonly users: UsersResource;
  /** Fields of forms. */
  readonly variables: VariablesResource;
  /** Assignments of dictionaries' terms. */
  readonly codings: CodingsResource;
  /** Questions raised about data. */
  readonly queries: QueriesResource;
  /** The audit trail. */
  readonly recordRevisions: RecordRevisionsResource;
  /** Records (eCRF instances). */
  readonly records: RecordsResource;
  /** The server's work on records that were posted. */
  readonly jobs: JobsResource;
  readonly #schemas: SharedSchemas;

  /**
   * @param client - sends the requests
   * @param context - holds the default study key
   */
  constructor(
    readonly client: ImednetClient,
    readonly context: Context,
  ) {
    this.studies = new StudiesResource(client);
    this.sites = new SitesResource(client, context);
    this.forms = new FormsResource(client, context);
    this.intervals = new IntervalsResource(client, context);
    this.visits = new VisitsResource(client, context);
    this.subjects = new SubjectsResource(client, context);
    this.users = new UsersResource(client, context);
    this.variables = new VariablesResource(client, context);
    this.codings = new CodingsResource(client, context);
    this.queries = new QueriesResource(client, context);
    this.recordRevisions = new RecordRevisionsResource(client, context);
    this.records = new RecordsResource(client, context);
    this.jobs = new JobsResource(client, context);
    this.#schemas = new SharedSchemas((studyKey) =>
      asOperation(client, { name: 'schema.load', studyKey }, (traced) =>
        studySchemas(({ readStudySchema }) => readStudySchema(traced, context, studyKey)),
      ),
    );
  }

  /**
   * Gives what a study defines (forms, variables, intervals), by which data are checked before they are written.
   *
   * It is read once for all subscribers, and again when nothing is left of it: after a failure, after
   * {@link close}, when eight other studies were asked for since, or as the options say. A load that nobody waits
   * for is aborted. Another user may see another study: close this instance when the login changes.
   *
   * @param studyKey - study; the context's default study key at the time of subscription without it
   * @param options - `refresh`: read anew; `maxAge`: the same where it is older, in ms
   * @returns cold; emits the schema and completes; errors as the lists of forms, variables and intervals do
   *
   * @example
   * ```ts
   * imednet.schema('DEMO').subscribe((schema) => console.log(schema.checkRecordData('AE', { aesev: 'Mild' })));
   * ```
   */
  schema(studyKey?: string, options?: SchemaOptions): Observable<StudySchema> {
    return defer(() => this.#schemas.of(studyKey ?? this.context.requireStudyKey(), options));
  }

  /** Fields that are not as their schemas say, of all lists that are read with `validate`; never completes. */
  get drift$(): Observable<SchemaDrift> {
    return this.client.drift$;
  }

  /** Closes the client: aborts what is under way, refuses further calls. */
  close(): void {
    this.#schemas.clear();
    this.client.close();
  }

  /** {@link close}, for `using`. */
  [DISPOSE](): void {
    this.close();
  }
}

/**
 * Makes an {@link Imednet} with a client and a context of its own.
 *
 * @param config - settings; what is left out comes from the environment, then from the defaults
 * @throws ConfigurationError naming each setting that is missing or invalid
 */
export function createImednet(config: ImednetConfig = {}): Imednet {
  const { defaultStudyKey, ...clientConfig } = config;
  return new Imednet(new ImednetClient(clientConfig), new Context(defaultStudyKey));
}
