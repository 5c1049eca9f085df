import type { Observable, ObservableInput } from 'rxjs';
import type { Changes, ChangesAck } from '../src/incremental/changes';
import type { IncrementalOptions } from '../src/incremental/incremental-options';
import type { IncrementalTarget } from '../src/incremental/incremental-plan';
import { processChanges } from '../src/incremental/process-changes';
import type { SinceCursor } from '../src/incremental/since-cursor';
import type { Watermark } from '../src/incremental/watermark';
import type { ProcessOptions } from '../src/pagination/process-options';
import type { PaginatorOptions } from '../src/pagination/paginator-options';
import type { Requestor } from '../src/pagination/requestor';
import type { StudyRow } from './changing-study';

/** Options of {@link changesOf}. */
export type ChangesOptions = PaginatorOptions & IncrementalOptions;

/** An `IncrementalList` whose module is there already, so that time can be virtual. */
export interface ChangesList<T> {
  process(
    project: (changes: Changes<T>) => ObservableInput<unknown>,
    options?: ProcessOptions,
  ): Observable<ChangesAck>;
}

/** The changes of the rows of a `ChangingStudy`, ten on a page. */
export function changesOf(
  study: Requestor,
  from: Watermark | SinceCursor | null = null,
  options: ChangesOptions = {},
): ChangesList<StudyRow> {
  const target: IncrementalTarget<StudyRow> = {
    resource: 'records',
    path: '/records',
    itemKey: 'recordId',
    keyIsNumber: true,
    reading: (_client, run) => run(undefined),
    options: { pageSize: 10, ...options },
  };
  return {
    process: (project, processing = {}) => processChanges(study, from, target, project, processing),
  };
}
