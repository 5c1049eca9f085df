import { defer, filter, map, type Observable, Subject, throwIfEmpty } from 'rxjs';
import { PaginationError } from '../errors/client-error';
import type { Page, PageRequest, PageStep } from './page';
import type { PageDrift } from './page-drift';
import { type PagePlan, planPages } from './page-plan';
import { PageRun, type RunEvents } from './page-run';
import type { PaginatorOptions } from './paginator-options';
import { readEnvelope } from './read-envelope';
import type { Requestor } from './requestor';

/**
 * What all paginators share: options, one page's request, and how an answer is read.
 *
 * @typeParam T - one item
 */
export abstract class BasePaginator<T> {
  protected readonly plan: PagePlan;
  readonly #client: Requestor;
  readonly #path: string;
  readonly #dataKey: string;
  readonly #metadataKey: string;
  readonly #drift$ = new Subject<PageDrift>();
  #cursor: number | null;

  /** Each change of the list that any run notices; never completes. */
  readonly drift$: Observable<PageDrift> = this.#drift$.asObservable();

  /**
   * @param client - sends the requests and retries each page on its own
   * @param path - path of the list, below the base URL
   * @param options - page size, parameters, names of the envelope's members
   * @throws InvalidArgumentError for an invalid page number or size
   */
  constructor(client: Requestor, path: string, options: PaginatorOptions = {}) {
    this.#client = client;
    this.#path = path;
    this.#dataKey = options.dataKey ?? 'data';
    this.#metadataKey = options.metadataKey ?? 'metadata';
    this.plan = planPages(path, options);
    this.#cursor = this.plan.start;
  }

  /**
   * Number of the page that comes next, `null` behind the last one.
   *
   * It tells of the run that moved on last; runs keep their own positions and do not share this one.
   */
  get cursor(): number | null {
    return this.#cursor;
  }

  /** Reads an answer; paginators of other shapes override it. */
  protected read(body: unknown, request: PageRequest, _previous: Page<T> | undefined): PageStep<T> {
    return readEnvelope<T>(body, request, { dataKey: this.#dataKey, metadataKey: this.#metadataKey });
  }

  /**
   * Starts a run through the list.
   *
   * @param minimumWindow - pages that must fit into its window, whatever `prefetch` says
   */
  protected run(minimumWindow = 1): PageRun<T> {
    const events: RunEvents = {
      moved: (next) => {
        this.#cursor = next;
      },
      drifted: (drift) => {
        this.#drift$.next(drift);
      },
    };
    return new PageRun(this.plan, (page, previous) => this.#fetch(page, previous), events, minimumWindow);
  }

  #fetch(number: number, previous?: Page<T>): Observable<PageStep<T>> {
    return defer(() => {
      const { params, request } = this.plan.ask(number, previous);
      return this.#client.get<unknown>(this.#path, params).pipe(
        // Interceptors could repeat an answer or swallow it: neither may double items, nor pass for the end.
        // (`take(1)` would cancel a request that is about to complete.)
        filter((_response, index) => index === 0),
        throwIfEmpty(
          () => new PaginationError(`Page ${String(number)} was not answered. Check the interceptors.`),
        ),
        map(({ data }) => this.plan.place(this.read(data, request, previous), number, previous)),
      );
    });
  }
}
