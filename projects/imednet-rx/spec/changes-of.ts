import { IncrementalList } from '../src/incremental/incremental-list';
import type { IncrementalOptions } from '../src/incremental/incremental-options';
import type { PaginatorOptions } from '../src/pagination/paginator-options';
import type { Requestor } from '../src/pagination/requestor';
import type { Watermark } from '../src/incremental/watermark';
import type { StudyRow } from './changing-study';

/** Options of {@link changesOf}. */
export type ChangesOptions = PaginatorOptions & IncrementalOptions;

/** The changes of the rows of a `ChangingStudy`, ten on a page. */
export function changesOf(
  study: Requestor,
  watermark: Watermark | null = null,
  options: ChangesOptions = {},
): IncrementalList<StudyRow> {
  return new IncrementalList<StudyRow>(study, watermark, () => ({
    path: '/records',
    trail: '/recordRevisions',
    itemKey: 'recordId',
    operation: { name: 'records.since' },
    reading: (_client, run) => run(undefined),
    options: { pageSize: 10, ...options },
  }));
}
