import type { ImednetRecord } from '../models/record';
import type { RecordRevision } from '../models/record-revision';
import type { Subject } from '../models/subject';
import type { StudyNames } from './item-place';

/** What changed in a study since a batch may have been sent. */
export interface StudyTraces {
  readonly names: StudyNames;
  /** Records that were made or changed. */
  readonly records: readonly ImednetRecord[];
  /** The audit trail, which also knows what was removed meanwhile. */
  readonly revisions: readonly RecordRevision[];
  /** Subjects that were made. */
  readonly subjects: readonly Subject[];
  /** From when on changes were read, in ms by the server's clock: before the intent, as clocks may differ. */
  readonly since: number;
  /** When the intent was made, in ms by the server's clock as far as it is known. */
  readonly intentAt: number;
}
