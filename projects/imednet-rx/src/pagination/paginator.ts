import {
  concatMap,
  defer,
  EMPTY,
  endWith,
  expand,
  ignoreElements,
  map,
  mergeMap,
  Observable,
  type ObservableInput,
  tap,
} from 'rxjs';
import { InvalidArgumentError } from '../errors/client-error';
import { BasePaginator } from './base-paginator';
import { inOrder } from './in-order';
import type { Page, PageStep } from './page';
import type { PageAck } from './page-ack';
import type { PageRun } from './page-run';
import { type Placed, readInParts } from './read-in-parts';
import { trampolined } from './trampolined';
import { wholeAtLeast } from './whole-at-least';

/** How pages are worked on. */
export interface ProcessOptions {
  /** Pages that are worked on at the same time; 1 by default. */
  readonly concurrency?: number;
}

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
 * const paginator = new Paginator<ImednetRecord>(client, '/api/v1/edc/studies/DEMO/records', { pageSize: 500 });
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
    const pagesOf = (run: PageRun<T>): Observable<Page<T>> =>
      this.#steps(run, () => {
        run.release();
      }).pipe(map(({ page }) => page));
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
   * on, however slow the work is. With `partitions`, each part has one page at a time.
   *
   * @param project - the work on one page, e.g. a database write; its completion counts, its values do not
   * @param options - `concurrency`: pages that are worked on at the same time, 1 by default
   * @returns emits an acknowledgement per page, in order, when the work on it and on all pages before it is
   *   done; completes behind the last. Errors when a page or its work does; unsubscribing cancels both
   *
   * @example
   * ```ts
   * paginator
   *   .process((page) => database.insert(page.items), { concurrency: 2 })
   *   .subscribe((ack) => progress.save(ack.cursor));
   * ```
   */
  process(
    project: (page: Page<T>) => ObservableInput<unknown>,
    options: ProcessOptions = {},
  ): Observable<PageAck> {
    return defer(() => {
      const concurrency = wholeAtLeast(1, 'concurrency', options.concurrency ?? 1);
      if (this.plan.parts && concurrency > 1) {
        throw new InvalidArgumentError(
          'With `partitions`, each part works on one page at a time. Leave `concurrency` out.',
        );
      }
      return this.#read(concurrency, (run) => this.#worked(run, project, concurrency));
    });
  }

  /** Reads the list as a whole or in parts, each with a run of its own. */
  #read<R extends Placed>(minimumWindow: number, read: (run: PageRun<T>) => Observable<R>): Observable<R> {
    const { parts } = this.plan;
    if (!parts) return read(this.run(minimumWindow));
    const traceContext = this.traceContext();
    return readInParts(
      this.plan,
      parts,
      (...page) => this.ask(...page, traceContext),
      (...part) => read(this.run(minimumWindow, ...part)),
    );
  }

  /** Does the work on a run's pages, and acknowledges in order. */
  #worked(
    run: PageRun<T>,
    project: (page: Page<T>) => ObservableInput<unknown>,
    concurrency: number,
  ): Observable<PageAck> {
    const work = (step: PageStep<T>, index: number): Observable<readonly [number, PageAck]> =>
      defer(() => project(step.page)).pipe(
        ignoreElements(),
        endWith([index, acknowledge(step.page)] as const),
        tap(() => {
          run.release();
        }),
      );
    return this.#steps(run).pipe(mergeMap(work, concurrency), inOrder());
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

function acknowledge<T>({ page, items, partition, cursor = null }: Page<T>): PageAck {
  return { page, items: items.length, cursor, ...(partition !== undefined && { partition }) };
}
