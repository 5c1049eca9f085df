import type { RecordRevision } from '../models/record-revision';
import { StudyListResource } from './study-list-resource';

/** The audit trail of a study: each saved state of its records. */
export class RecordRevisionsResource extends StudyListResource<RecordRevision> {
  protected override readonly name = 'recordRevisions';
  protected override readonly itemKey = 'recordRevisionId';
}
