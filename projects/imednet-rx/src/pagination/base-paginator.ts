import type { Context as TraceContext } from '@opentelemetry/api';
import { defer, map, type Observable, of, Subject, switchMap, throwError } from 'rxjs';
import { PaginationError } from '../errors/response-contract-error';
import { assertSafeKeys } from '../http/assert-safe-keys';
import type { ImednetResponse } from '../http/imednet-response';
import type { QueryParams } from '../http/query-params';
import { activeContext } from '../observability/telemetry';
import type { Page, PageRequest, PageStep, ReadPage } from './page';
import type { PageDrift } from './page-drift';
import { type PagePlan, planPages } from './page-plan';
import type { PageProgress } from './page-progress';
import { PageRun, type RunEvents } from './page-run';
import type { PaginatorOptions } from './paginator-options';
import type { Confirmation } from './paging-strategy';
import { readEnvelope } from './read-envelope';
import { type ReadItems, readingItems } from './read-items';
import type { Requestor } from './requestor';
import { RunProgress } from './run-progress';
import { singleAnswer } from './single-answer';

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
  readonly #body: Pick<PaginatorOptions, 'numbers' | 'rawText'>;
  readonly #traceContext: TraceContext | undefined;
  readonly #drift$ = new Subject<PageDrift>();
  readonly #progress$ = new Subject<PageProgress>();
  #cursor: number | null;

  /** Each change of the list that any run notices; never completes. */
  readonly drift$: Observable<PageDrift> = this.#drift$.asObservable();
  /** How far each run has come, after each page that was read and before it is emitted; never completes. */
  readonly progress$: Observable<PageProgress> = this.#progress$.asObservable();
  /** Checks or converts the items of each page; without it they are given as they come. */
  protected readonly readItems: ReadItems<T> | undefined = undefined;

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
    const { numbers, rawText } = options;
    this.#body = { ...(numbers && { numbers }), ...(rawText === true && { rawText }) };
    this.#traceContext = options.traceContext;
    this.plan = planPages(path, options);
    this.#cursor = this.plan.start;
    const { progressSubscriber } = options;
    if (progressSubscriber) {
      this.progress$.subscribe((progress) => {
        progressSubscriber.next(progress);
      });
    }
  }

  /**
   * Number of the page that comes next, `null` behind the last one.
   *
   * It tells of the run that moved on last; runs keep their own positions and do not share this one. What was read may
   * not have been worked on, and `partitions` do not move it: to resume a list, save a `PageCursor`.
   */
  get cursor(): number | null {
    return this.#cursor;
  }

  /** Context of the run that begins now. */
  protected traceContext(): TraceContext {
    return this.#traceContext ?? activeContext();
  }

  /** Reads an answer; paginators of other shapes override it. */
  protected read(body: unknown, request: PageRequest): ReadPage<T> {
    return readEnvelope<T>(body, request, { dataKey: this.#dataKey, metadataKey: this.#metadataKey });
  }

  /**
   * Starts a run through the list.
   *
   * @param minimumWindow - pages that must fit into its window, whatever `prefetch` says
   * @param plan - what to read; the whole list by default
   * @param progress - adds up what is read
   */
  protected run(
    minimumWindow = 1,
    plan = this.plan,
    progress = new RunProgress(plan.itemsBefore),
    // Later pages are asked for from callbacks, in which another context may be active.
    traceContext = this.traceContext(),
  ): PageRun<T> {
    const events: RunEvents = {
      moved: (next) => {
        // The pages of a partition have numbers of their own.
        if (plan.partition === undefined) this.#cursor = next;
      },
      drifted: (drift, isOpen) => {
        this.#client.lists?.drifted(drift);
        if (isOpen && !this.#drift$.observed) this.#client.lists?.unobservedDrift?.(drift, this.#path);
        this.#drift$.next(drift);
      },
      read: (items, ...page) => {
        this.#client.lists?.read(items);
        this.#progress$.next(progress.add(items, ...page));
      },
    };
    return new PageRun(plan, (...page) => this.#fetch(traceContext, ...page), events, minimumWindow);
  }

  /**
   * Asks for one page.
   *
   * @param traceContext - of the run
   * @param place - puts it in its place
   */
  protected ask(
    params: QueryParams,
    request: PageRequest,
    traceContext: TraceContext,
    place: (step: PageStep<T>) => PageStep<T> = (step) => step,
  ): Observable<PageStep<T>> {
    return this.#client.get<unknown>(this.#path, params, { traceContext, ...this.#body }).pipe(
      singleAnswer(
        ({ data, bodySize = 0, rawText, numbers }: ImednetResponse) => {
          const name = `Page ${String(request.number ?? request.page)}`;
          const asked = this.#body;
          if ((asked.rawText && rawText === undefined) || (asked.numbers === 'text' && numbers !== 'text')) {
            throw new PaginationError(
              `${name} was not read as \`numbers\` or \`rawText\` asks. Check the interceptors.`,
            );
          }
          const read = this.read(data, request);
          // Before anything compares keys: a rounded one is not in order, which would mean something else.
          assertSafeKeys(read.page.items, name, this.plan.itemKey);
          const page = asked.rawText && rawText !== undefined ? { ...read.page, rawText } : read.page;
          return place({ ...read, page, bytes: bodySize });
        },
        () => new PaginationError(`Page ${String(request.page)} was not answered. Check the interceptors.`),
      ),
    );
  }

  #fetch(...page: readonly [TraceContext, PagePlan, number, Page<T>?]): Observable<PageStep<T>> {
    const step$ = this.#place(...page);
    return this.readItems ? step$.pipe(readingItems(this.readItems)) : step$;
  }

  #place(
    traceContext: TraceContext,
    plan: PagePlan,
    number: number,
    previous?: Page<T>,
  ): Observable<PageStep<T>> {
    return defer(() => {
      const { params, request: asked } = plan.ask(number, previous);
      const request = { ...asked, number };
      const place = (step: PageStep<T>): PageStep<T> => plan.place(step, number, previous);
      if (!plan.confirm) return this.ask(params, request, traceContext, place);
      const step$ = this.ask(params, request, traceContext);
      return this.#confirmed(step$, (step) => plan.confirm?.(step, previous), traceContext).pipe(map(place));
    });
  }

  /** Asks again when an answer is refuted: the list may have changed in between, but not each time. */
  #confirmed(
    step$: Observable<PageStep<T>>,
    confirm: (step: PageStep<T>) => Confirmation | undefined,
    traceContext: TraceContext,
    attempts = 3,
  ): Observable<PageStep<T>> {
    return step$.pipe(
      switchMap((step) => {
        const confirmation = confirm(step);
        if (!confirmation) return of(step);
        return this.ask(confirmation.params, confirmation.request, traceContext).pipe(
          switchMap((answer) => {
            if (confirmation.confirms(answer)) return of(step);
            return attempts > 1
              ? this.#confirmed(step$, confirm, traceContext, attempts - 1)
              : throwError(() => confirmation.refuted);
          }),
        );
      }),
    );
  }
}
