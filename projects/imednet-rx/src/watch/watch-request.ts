import type { Observable } from 'rxjs';
import type { Page } from '../pagination/page';
import type { PaginatorOptions } from '../pagination/paginator-options';
import type { TraceOptions } from '../pagination/requestor';

/**
 * What somebody wants to watch, as it is settled when they subscribe.
 *
 * @typeParam T - one item
 */
export interface WatchRequest<T> extends Required<TraceOptions> {
  /** Path of the list. */
  readonly path: string;
  /** The caller's, with the parameters made of them. */
  readonly options: PaginatorOptions;
  /** Name of the attribute that tells items apart. */
  readonly itemKey: string;
  /** Whether it is a whole number. */
  readonly keyIsNumber: boolean;
  /** Does one poll, as one operation; the pages are cold: each subscription reads them anew. */
  read<R>(paging: PaginatorOptions, work: (pages$: Observable<Page<T>>) => Observable<R>): Observable<R>;
}
