import type { IncrementalOptions } from '../incremental/incremental-options';

/** What would end a run of changes early, begin it late, or read it in another order. */
export type NotWithSince =
  | ('itemKey' | 'onDrift' | 'onKeysetUnsupported' | 'partitions' | 'sort' | 'strategy')
  | ('maxItems' | 'maxPages' | 'rawText' | 'resumeFrom' | 'startPage');

/**
 * Options of the changes of a list: study, filters, page size, and `overlap`.
 *
 * @typeParam O - options of the list
 */
export type ListSinceOptions<O extends object> = Omit<O, NotWithSince> & Pick<IncrementalOptions, 'overlap'>;
