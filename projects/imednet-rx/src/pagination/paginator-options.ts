import type { Context as TraceContext } from '@opentelemetry/api';
import type { Observer } from 'rxjs';
import type { NumberFormat } from '../http/number-format';
import type { QueryParams } from '../http/query-params';
import type { PageCursor } from './page-cursor';
import type { OnDrift } from './page-drift';
import type { PageProgress } from './page-progress';
import type { OnKeysetUnsupported, PageStrategy } from './page-strategy';

/** How a list is paged. */
export interface PaginatorOptions {
  /**
   * Query parameters of each request, kept as they are.
   *
   * An explicit page number (`page`) fetches that page alone; `limit` is an alias of the page size.
   */
  readonly params?: QueryParams;
  /** Items per page, 1 to 500; 100 by default. */
  readonly pageSize?: number;
  /** Number of the first page; 0 by default. */
  readonly startPage?: number;
  /**
   * Pages that may be requested or held before the consumer has had them; 1 by default.
   *
   * With 1 no request is ever in vain. More hide the latency of the network: they are requested at the
   * same time and given in order, and those that a consumer who leaves early does not need are aborted.
   */
  readonly prefetch?: number;
  /**
   * `offset` by default; `keyset` loses and doubles nothing while rows are inserted and deleted, needs
   * `itemKey`, and asks for one page after the other.
   */
  readonly strategy?: PageStrategy;
  /**
   * What to do when the server does not honour what `keyset` stands on: `error`, the default, ends the list with
   * a `KeysetUnsupportedError`; `offset` goes on by offset, with what that promises.
   */
  readonly onKeysetUnsupported?: OnKeysetUnsupported;
  /**
   * Parts of a `keyset` list that are read at the same time, each a range of keys; 1 by default.
   *
   * Pages come in order within their part (`Page.partition`), but the parts take turns as they come.
   */
  readonly partitions?: number;
  /**
   * Name of the item's natural key, a whole number that never changes, e.g. `recordId`; the resources know
   * theirs. Lists are sorted by it unless `params.sort` says otherwise.
   */
  readonly itemKey?: string;
  /**
   * What to do when a list that is paged by offset changes while it is read.
   *
   * - `warn` continues, omits what was emitted before, and reports through `Page.drift` and `drift$`.
   * - `error` ends the list.
   * - `reconcile` steps back when rows may be missing; `restart` returns to the first page. Both need the order of an
   *   integer `itemKey`, emit no item twice, and end with a `PaginationDriftError` where they can't recover.
   *
   * A list that repeats itself without end ends with a `PaginationDriftError`, with `warn` too.
   *
   * Where a list continues although rows may be missing or repeated, and `drift$` has no subscriber, a warning is
   * logged, or without a logger written to the console, once for each list.
   *
   * @default `reconcile` where the list ascends by its key, and `warn` elsewhere: in another order, without a key, and
   *   where the server turns out to have an order of its own
   */
  readonly onDrift?: OnDrift;
  /**
   * Cursor of a page, an acknowledgement or a commit of the same list, unchanged: resumes the list after it.
   *
   * Anything else is rejected with an `InvalidArgumentError`, `null` included: it is the cursor of a finished list.
   */
  readonly resumeFrom?: PageCursor;
  /** Pages to read at most; all by default. */
  readonly maxPages?: number;
  /** Items to read at most; all by default. No page is requested that they do not need. */
  readonly maxItems?: number;
  /**
   * How numbers in `recordData` are returned, at all depths: `number` rounds what 64 bits can't hold, `text` keeps the
   * text that the server sent, as strings (`1.10`, `1e3`, `12345678901234567890`).
   *
   * Numbers elsewhere stay numbers. The parser is loaded with the first such list.
   *
   * @default the client's `numbers`, which is `'number'`
   */
  readonly numbers?: NumberFormat;
  /**
   * Whether each page holds the body that it was read from (`Page.rawText`), for archiving or hashing.
   *
   * @default false
   */
  readonly rawText?: boolean;
  /** Told how far the list has come, after each page that was read and before it is emitted. */
  readonly progressSubscriber?: Pick<Observer<PageProgress>, 'next'>;
  /** OpenTelemetry context whose span is the parent; the active one at the subscription by default. */
  readonly traceContext?: TraceContext;
  /** Name of the page parameter; `page` by default. */
  readonly pageParam?: string;
  /** Name of the size parameter; `size` by default. */
  readonly sizeParam?: string;
  /** Member of the body that holds the items; `data` by default. */
  readonly dataKey?: string;
  /** Member of the body that holds the metadata; `metadata` by default. */
  readonly metadataKey?: string;
}
