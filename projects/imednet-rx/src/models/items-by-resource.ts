import type { Coding } from './coding';
import type { Form } from './form';
import type { Interval } from './interval';
import type { Job } from './job';
import type { Query } from './query';
import type { ImednetRecord } from './record';
import type { RecordRevision } from './record-revision';
import type { Site } from './site';
import type { Study } from './study';
import type { Subject } from './subject';
import type { User } from './user';
import type { Variable } from './variable';
import type { Visit } from './visit';

/** What each resource of the API is made of, by its name in the path. */
export interface ItemsByResource {
  readonly studies: Study;
  readonly sites: Site;
  readonly forms: Form;
  readonly intervals: Interval;
  readonly visits: Visit;
  readonly subjects: Subject;
  readonly users: User;
  readonly variables: Variable;
  readonly codings: Coding;
  readonly queries: Query;
  readonly recordRevisions: RecordRevision;
  readonly records: ImednetRecord;
  readonly jobs: Job;
}

/** Name of a resource of the API, as in its path. */
export type ResourceName = keyof ItemsByResource;
