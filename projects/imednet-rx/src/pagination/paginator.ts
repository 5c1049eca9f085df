import {
  concatMap,
  defer,
  EMPTY,
  endWith,
  expand,
  from,
  ignoreElements,
  map,
  mergeMap,
  Observable,
  type ObservableInput,
  type ObservedValueOf,
  tap,
} from 'rxjs';
import { InvalidArgumentError } from '../errors/client-error';
import { onDemand } from '../http/load-on-demand';
import { BasePaginator } from './base-paginator';
import type { FinishedWork } from './commit-finished';
import { inOrder } from './in-order';
import { type Locate, locateInWhole } from './locate';
import type { Page, PageStep } from './page';
import type { PageAck } from './page-ack';
import type { PageCursor } from './page-cursor';
import type { PageRun } from './page-run';
import type { CommitOptions, FinishedPage, ProcessPage } from './process-options';
import { trampolined } from './trampolined';
import { wholeAtLeast } from './whole-at-least';

const inParts = onDemand('partitions', () => import('./read-in-parts'));
const withCommit = onDemand('commit', () => import('./commit-finished'));

/**
 * Streams a paged list: each page is requested when the one before it has been emitted.
 *
 * Cold: each subscription runs through the list on its own, and unsubscribing aborts the page under way.
 * A page is retried by the client on its own, never the list as a whole, so no item comes twice.
 *
 * A push stream can't feel how slow its consumer is: behind `concatMap`, pages are still fetched as fast
 * as they come, and wait in memory. When the consumer should set the pace, use {@link process} or an
 * {@link AsyncPaginator}.
 *
 * @typeParam T - one item
 *
 * @example
 * ```ts
 * const path = '/api/v1/edc/studies/DEMO/records';
 * const paginator = new Paginator<ImednetRecord>(client, path, { pageSize: 500, itemKey: 'recordId' });
 * paginator.items().pipe(take(1000)).subscribe((record) => console.log(record.recordId));
 * ```
 */
export class Paginator<T> extends BasePaginator<T> {
  /**
   * The list, page by page.
   *
   * @returns emits each page in order, completes behind the last one; errors with a typed error of the
   *   page that failed, or with a `PaginationError` when an answer can't be read safely. With `partitions`,
   *   pages are in order within their part only
   */
  pages(): Observable<Page<T>> {
    const pagesOf = (run: PageRun<T>, locate: Locate): Observable<Page<T>> =>
      this.#steps(run, () => {
        run.release();
      }).pipe(
        map(({ page }) => ({
          ...page,
          cursor: locate({ items: page.items.length, cursor: page.cursor ?? null }),
        })),
      );
    return defer(() => this.#read(1, pagesOf));
  }

  /**
   * The list, item by item.
   *
   * @returns emits each item in order, completes behind the last one; errors as {@link pages} does
   */
  items(): Observable<T> {
    return this.pages().pipe(concatMap(({ items }) => items));
  }

  /**
   * Works through the list at the consumer's pace: a page is requested only when one before it is done.
   *
   * Never are more than `prefetch` pages (or `concurrency`, if that is more) requested, held or being worked
   * on, however slow the work is; with `commit`, pages count until they are committed. With `partitions`, each part
   * has one page at a time.
   *
   * @typeParam W - what the work returns
   * @param work - the work on one page, e.g. a database write or the conversion of its rows
   * @param options - `concurrency`: pages that are worked on at the same time, 1 by default. `commit`: stores what the
   *   work has emitted together with the cursor, so that each row is stored exactly once
   * @returns emits an acknowledgement per page, in order, when the work on it and on all pages before it is
   *   done and committed; completes after the last. Errors when a page, its work or a commit does; unsubscribing cancels
   *   all of them
   *
   * @example
   * ```ts
   * paginator
   *   .process(({ items }) => of(items.map(toRow)), {
   *     commit: ({ results, cursor }) => database.insertAndSave(results.flat(), cursor), // one transaction
   *   })
   *   .subscribe((ack) => console.log(`page ${ack.page} is stored`));
   * ```
   */
  process<W extends ObservableInput<unknown>>(
    work: (page: ProcessPage<T>) => W,
    options: CommitOptions<ObservedValueOf<W>> = {},
  ): Observable<PageAck> {
    return defer(() => {
      const { commit } = options;
      const concurrency = wholeAtLeast(1, 'concurrency', options.concurrency ?? 1);
      if (this.plan.parts && concurrency > 1) {
        throw new InvalidArgumentError(
          'With `partitions`, each part works on one page at a time. Leave `concurrency` out.',
        );
      }
      if (commit !== undefined && typeof commit !== 'function') {
        throw new InvalidArgumentError('`commit` must be a function.');
      }
      const finished$ = this.#read(concurrency, (run, locate) =>
        this.#steps(run).pipe(
          mergeMap(workOn(run, locate, work, commit !== undefined), concurrency),
          inOrder(),
        ),
      );
      return commit
        ? withCommit(({ commitFinished }) => finished$.pipe(commitFinished(commit)))
        : finished$.pipe(concatMap((finished) => finished.map((one) => one.acknowledge())));
    });
  }

  /** Reads the list as a whole or in parts, each with a run of its own. */
  #read<R>(minimumWindow: number, read: (run: PageRun<T>, locate: Locate) => Observable<R>): Observable<R> {
    const { parts } = this.plan;
    if (!parts) return read(this.run(minimumWindow), locateInWhole);
    const traceContext = this.traceContext();
    return inParts(({ readInParts }) =>
      readInParts(
        this.plan,
        parts,
        (...page) => this.ask(...page, traceContext),
        (locate, ...part) => read(this.run(minimumWindow, ...part, traceContext), locate),
      ),
    );
  }

  /** The run's pages in order; a page is asked for as soon as the one before it was emitted. */
  #steps(run: PageRun<T>, emitted?: () => void): Observable<PageStep<T>> {
    return new Observable((subscriber) => {
      // Added before the first page may come synchronously: `finalize` would hear of an early end too late.
      subscriber.add(() => {
        run.close();
      });
      run
        .first()
        .pipe(
          expand((step) => {
            emitted?.();
            return step.next === null ? EMPTY : trampolined(run.following(step, step.next));
          }),
        )
        .subscribe(subscriber);
    });
  }
}

/** Does the work on the pages of a run, each with the number of its turn. */
function workOn<T, W extends ObservableInput<unknown>>(
  run: PageRun<T>,
  locate: Locate,
  work: (page: ProcessPage<T>) => W,
  isCommitted: boolean,
): (step: PageStep<T>, index: number) => Observable<readonly [number, FinishedWork<ObservedValueOf<W>>]> {
  const release = (): void => {
    run.release();
  };
  return ({ page: { cursor = null, ...page } }, index) =>
    defer(() => {
      const results: ObservedValueOf<W>[] = [];
      const finished = finishedWork(results, identify(page), cursor, locate, release);
      return from(work(page)).pipe(
        tap((result) => {
          if (isCommitted) results.push(result);
        }),
        ignoreElements(),
        // Not before the work is torn down: `endWith` waits for that.
        endWith([index, finished] as const),
        tap(() => {
          if (!isCommitted) release();
        }),
      );
    });
}

function identify<T>({ page, items, partition }: ProcessPage<T>): FinishedPage {
  return { page, items: items.length, ...(partition !== undefined && { partition }) };
}

/** Apart from the work, so that its functions keep no items in memory. */
function finishedWork<R>(
  results: readonly R[],
  page: FinishedPage,
  cursor: PageCursor | null,
  locate: Locate,
  release: () => void,
): FinishedWork<R> {
  return {
    results,
    acknowledge: () => ({ ...page, cursor: locate({ items: page.items, cursor }) }),
    release,
  };
}
