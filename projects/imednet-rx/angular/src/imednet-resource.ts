import {
  assertInInjectionContext,
  computed,
  inject,
  Injector,
  PendingTasks,
  runInInjectionContext,
  type Signal,
  untracked,
} from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import type { Imednet } from 'imednet-rx';
import { asyncScheduler, defer, type Observable, of, type SchedulerLike } from 'rxjs';
import { injectImednet } from './inject-imednet';
import { publishRows } from './publish-rows';
import type { RowOf, RowsState } from './rows-so-far';

/**
 * How far a resource has come: `idle` without parameters; `loading` until the first rows; `streaming` while
 * there are more to come; `complete`, also when there are none; `error`, with the rows until then; `reloading`
 * with those of before.
 */
export type ImednetResourceStatus = 'idle' | 'loading' | 'streaming' | 'complete' | 'error' | 'reloading';

/** Settings of {@link imednetResource}. */
export interface ImednetResourceOptions {
  /** Name of the instance; the one of `provideImednet` by default. */
  readonly name?: string;
  /** Least time between two changes of the signals, in ms; 16 by default, a frame of most screens. */
  readonly publishEvery?: number;
  /** Measures that time; RxJS' `asyncScheduler` by default. */
  readonly scheduler?: SchedulerLike;
  /** Where to inject and when to end; the current injection context by default. */
  readonly injector?: Injector;
}

/**
 * A stream as signals.
 *
 * @typeParam T - one row
 */
export interface ImednetResource<T> {
  /** Rows so far, in the order of the stream; a new array after each change. */
  readonly items: Signal<readonly T[]>;
  /** Number of rows so far. */
  readonly count: Signal<number>;
  /** Number of rows that there are to read, as far as pages told; `null` when none did. */
  readonly total: Signal<number | null>;
  /** Share of the rows that are there, 0 to 1; `null` while it can't be told. */
  readonly progress: Signal<number | null>;
  readonly status: Signal<ImednetResourceStatus>;
  /** Whether rows may still come. */
  readonly isLoading: Signal<boolean>;
  /** What the stream ended with; `undefined` while it has not failed. */
  readonly error: Signal<unknown>;
  /** Begins anew with the same parameters; `false` when there are none, or nothing has come yet. */
  reload(): boolean;
  /** Ends it, and aborts what is under way. */
  destroy(): void;
}

/**
 * Reads a stream of iMednet into signals, row by row or page by page, and anew when its parameters change.
 *
 * When parameters change, the former stream is unsubscribed, which aborts its requests, and its rows are gone:
 * no row is ever shown with the parameters of another. Signals change at most once in `publishEvery`. Rendering
 * on a server waits for what is under way.
 *
 * @param params - gives the parameters from other signals; nothing is read while it gives `null` or `undefined`
 * @param stream - makes the stream: of pages (`records.pages`), which also tell of the total, or of rows
 *   (`records.list`)
 * @param options - instance, pace, injector
 * @throws ConfigurationError when the instance can't be made or there is none of that name
 *
 * @example
 * ```ts
 * class Subjects {
 *   readonly studyKey = injectStudyKey();
 *   readonly subjects = imednetResource(this.studyKey, (imednet, studyKey) =>
 *     imednet.subjects.pages({ studyKey, pageSize: 500 }),
 *   );
 * }
 * // <progress [value]="subjects.progress()"></progress>
 * // @for (subject of subjects.items(); track subject.subjectId) { … }
 * ```
 *
 * @see {@link https://angular.dev/guide/signals/resource | Async reactivity with resources}
 */
export function imednetResource<P, V>(
  params: () => P,
  stream: (imednet: Imednet, params: NonNullable<P>) => Observable<V>,
  options: ImednetResourceOptions = {},
): ImednetResource<RowOf<V>> {
  if (!options.injector) assertInInjectionContext(imednetResource);
  const injector = options.injector ?? inject(Injector);
  const imednet = runInInjectionContext(injector, () => injectImednet(options.name));
  const tasks = injector.get(PendingTasks);
  const pace = { every: options.publishEvery ?? 16, scheduler: options.scheduler ?? asyncScheduler };

  // Computed, so that what they come from may change without beginning anew.
  const given = computed(() => params() ?? undefined);
  const resource = rxResource<RowsState<RowOf<V>> | undefined, NonNullable<P> | typeof NOTHING>({
    injector,
    params: () => given() ?? NOTHING,
    stream: ({ params: current }) =>
      current === NOTHING
        ? of(undefined)
        : defer(() => stream(imednet, current as NonNullable<P>)).pipe(publishRows(pace, () => tasks.add())),
  });

  // None of it can fail: what the stream ends with is a part of its state.
  const state = computed(() => resource.value());
  const status = computed(() => (given() === undefined ? 'idle' : statusOf(resource.status(), state())));
  return {
    items: computed(() => state()?.rows() ?? []),
    count: computed(() => state()?.count ?? 0),
    total: computed(() => state()?.total ?? null),
    progress: computed(() => progressOf(state())),
    status,
    isLoading: computed(() => ['loading', 'streaming', 'reloading'].includes(status())),
    error: computed(() => state()?.error),
    reload: () => untracked(given) !== undefined && resource.reload(),
    destroy: () => {
      resource.destroy();
    },
  };
}

/** Takes the place of no parameters: Angular's resource would go on with the former ones. */
const NOTHING = Symbol('nothing to read');

function statusOf(
  of: ReturnType<ReturnType<typeof rxResource>['status']>,
  state: RowsState<unknown> | undefined,
): ImednetResourceStatus {
  if (of === 'idle' || of === 'loading' || of === 'reloading') return of;
  return state?.phase ?? 'error';
}

function progressOf(state: RowsState<unknown> | undefined): number | null {
  if (!state) return null;
  if (state.phase === 'complete') return 1;
  return state.total === null || state.total === 0 ? null : Math.min(1, state.count / state.total);
}
