import type { ImednetRecord } from 'imednet-rx';
import type { Fold } from '../data/streamed';
import { countBy } from './count-by';

/** What the overview keeps of records. */
export interface RecordFacts {
  readonly count: number;
  readonly complete: number;
  /** Records by the key of their form. */
  readonly byForm: Map<string, number>;
  /** Those among them that are complete. */
  readonly completeByForm: Map<string, number>;
}

const COMPLETE = 'Record Complete';

/** Counts records; deleted ones are none. The records are not kept: a study may have millions. */
export const recordFacts: Fold<Pick<ImednetRecord, 'deleted' | 'formKey' | 'recordStatus'>, RecordFacts> = {
  empty: () => ({ count: 0, complete: 0, byForm: new Map(), completeByForm: new Map() }),
  add: ({ count, complete, byForm, completeByForm }, { items }) => {
    let added = 0;
    let completed = 0;
    for (const { deleted, formKey, recordStatus } of items) {
      if (deleted) continue;
      added++;
      countBy(byForm, formKey);
      if (recordStatus !== COMPLETE) continue;
      completed++;
      countBy(completeByForm, formKey);
    }
    return { count: count + added, complete: complete + completed, byForm, completeByForm };
  },
};
