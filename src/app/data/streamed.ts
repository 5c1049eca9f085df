import type { Page, PageProgress } from 'imednet-rx';

/** A list that is read page by page, and what was made of it so far. */
export interface Streamed<A> {
  readonly status: 'waiting' | 'streaming' | 'complete' | 'failed';
  readonly value: A;
  /** Items read. */
  readonly items: number;
  /** Items that there are to read; `null` until the server has told. */
  readonly total: number | null;
  /** Whether the list changed while it was read in a way that may have hidden items. */
  readonly mayMiss: boolean;
  readonly error?: unknown;
}

/** How a list is doing, whatever was made of it. */
export type ListState = Omit<Streamed<unknown>, 'value' | 'total'>;

/** Makes something of pages, one after the other. */
export interface Fold<T, A> {
  readonly empty: () => A;
  readonly add: (value: A, page: Page<T>) => A;
}

/** What moves a list on. */
export type StreamEvent<T> =
  | { readonly type: 'waiting' | 'started' | 'resumed' | 'completed' }
  | PageEvent<T>
  | { readonly type: 'failed'; readonly error: unknown };

/** A page has come. */
export interface PageEvent<T> {
  readonly type: 'page';
  readonly page: Page<T>;
  readonly progress: PageProgress | undefined;
}

/** Where every list begins. */
export function unread<T, A>(fold: Fold<T, A>, status: Streamed<A>['status'] = 'waiting'): Streamed<A> {
  return { status, value: fold.empty(), items: 0, total: null, mayMiss: false };
}

/** Applies an event to the state of a list. */
export function advance<T, A>(fold: Fold<T, A>): (state: Streamed<A>, event: StreamEvent<T>) => Streamed<A> {
  return ({ error: _past, ...state }, event) => {
    switch (event.type) {
      case 'waiting':
        return unread(fold);
      case 'started':
        return unread(fold, 'streaming');
      case 'resumed':
        return { ...state, status: 'streaming' };
      case 'page':
        return {
          status: 'streaming',
          value: fold.add(state.value, event.page),
          items: state.items + event.page.items.length,
          total: event.progress?.total ?? event.page.totalElements,
          mayMiss: state.mayMiss || (event.page.drift?.mayMiss ?? false),
        };
      case 'completed':
        return { ...state, status: 'complete' };
      case 'failed':
        return { ...state, status: 'failed', error: event.error };
    }
  };
}
