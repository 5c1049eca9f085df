import type { RecordProblem } from '../errors/invalid-records-error';
import type { NewRecord } from './new-record';

/** What looks at records before they are sent: the schema of a study, or rules of your own. */
export interface RecordCheck {
  /** What is wrong with the records; nothing when all may be sent. */
  checkRecords(items: readonly NewRecord[]): readonly RecordProblem[];
}
