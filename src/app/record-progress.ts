import type { ImednetRecord, Page } from 'imednet-rx';

/** How far the stream of a study's records has come. */
export interface RecordProgress {
  readonly status: 'streaming' | 'stopped' | 'complete' | 'failed';
  readonly records: number;
  readonly pages: number;
  /** As the server said last; `null` until it did. */
  readonly totalRecords: number | null;
  readonly totalPages: number | null;
  readonly error?: unknown;
}

/** What moves the progress on. */
export type RecordEvent =
  | { readonly type: 'started' | 'stopped' | 'completed' }
  | { readonly type: 'page'; readonly page: Page<ImednetRecord> }
  | { readonly type: 'failed'; readonly error: unknown };

const STARTED: RecordProgress = {
  status: 'streaming',
  records: 0,
  pages: 0,
  totalRecords: null,
  totalPages: null,
};

/** Applies an event. The records themselves are not kept: a study may have millions. */
export function advance(progress: RecordProgress, event: RecordEvent): RecordProgress {
  switch (event.type) {
    case 'started':
      return STARTED;
    case 'page':
      return {
        status: 'streaming',
        records: progress.records + event.page.items.length,
        pages: progress.pages + 1,
        totalRecords: event.page.totalElements,
        totalPages: event.page.totalPages,
      };
    case 'stopped':
      return { ...progress, status: 'stopped' };
    case 'completed':
      return { ...progress, status: 'complete' };
    case 'failed':
      return { ...progress, status: 'failed', error: event.error };
  }
}

/** Where every stream begins. */
export function initialProgress(): RecordProgress {
  return STARTED;
}
