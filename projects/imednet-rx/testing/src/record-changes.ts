import type { ImednetRecord } from 'imednet-rx';

/** What somebody who saves a record can change. */
export type RecordChanges = Partial<Pick<ImednetRecord, 'deleted' | 'recordData' | 'recordStatus'>>;
