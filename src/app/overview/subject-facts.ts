import type { Subject } from 'imednet-rx';
import type { Fold } from '../data/streamed';
import { countBy } from './count-by';

/** What the overview keeps of subjects. */
export interface SubjectFacts {
  readonly count: number;
  /** Subjects enrolled, by month, e.g. `2024-03`. */
  readonly byMonth: Map<string, number>;
  /** Subjects by site, then by status. */
  readonly bySite: Map<string, Map<string, number>>;
}

/** Counts subjects; deleted ones are none. The maps grow in place, the wrapper is new with each page. */
export const subjectFacts: Fold<Subject, SubjectFacts> = {
  empty: () => ({ count: 0, byMonth: new Map(), bySite: new Map() }),
  add: ({ count, byMonth, bySite }, { items }) => {
    let added = 0;
    for (const { deleted, enrollmentStartDate, siteName, subjectStatus } of items) {
      if (deleted) continue;
      added++;
      const month = /^\d{4}-\d\d/.exec(enrollmentStartDate)?.[0];
      if (month !== undefined) countBy(byMonth, month);
      const statuses = bySite.get(siteName) ?? new Map<string, number>();
      bySite.set(siteName, statuses);
      countBy(statuses, subjectStatus);
    }
    return { count: count + added, byMonth, bySite };
  },
};
