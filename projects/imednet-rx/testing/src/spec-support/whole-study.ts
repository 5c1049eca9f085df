import type {
  Coding,
  Form,
  ImednetRecord,
  Interval,
  Query,
  RecordRevision,
  Site,
  Subject,
  User,
  Variable,
  Visit,
} from 'imednet-rx';
import type { FakeImednet } from '../fake-imednet';
import { all } from './ask';

/** All lists of the study DEMO, as they are sent. */
export interface WholeStudy {
  readonly sites: readonly Site[];
  readonly forms: readonly Form[];
  readonly intervals: readonly Interval[];
  readonly visits: readonly Visit[];
  readonly subjects: readonly Subject[];
  readonly users: readonly User[];
  readonly variables: readonly Variable[];
  readonly codings: readonly Coding[];
  readonly queries: readonly Query[];
  readonly recordRevisions: readonly RecordRevision[];
  readonly records: readonly ImednetRecord[];
}

export function wholeStudy(fake: FakeImednet): WholeStudy {
  return {
    sites: all(fake, 'sites'),
    forms: all(fake, 'forms'),
    intervals: all(fake, 'intervals'),
    visits: all(fake, 'visits'),
    subjects: all(fake, 'subjects'),
    users: all(fake, 'users', { includeInactive: 'true' }),
    variables: all(fake, 'variables'),
    codings: all(fake, 'codings'),
    queries: all(fake, 'queries'),
    recordRevisions: all(fake, 'recordRevisions'),
    records: all(fake, 'records'),
  };
}
