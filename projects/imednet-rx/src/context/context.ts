import {
  BehaviorSubject,
  distinctUntilChanged,
  EMPTY,
  map,
  type Observable,
  type ObservableInput,
  switchMap,
} from 'rxjs';
import { ConfigurationError } from '../errors/client-error';
import { assertPathKey } from '../http/encode-path';

/**
 * Holds the default study key, as state that can be watched.
 *
 * @example
 * ```ts
 * const context = new Context('DEMO');
 * context.defaultStudyKey$.subscribe((studyKey) => console.log(studyKey));
 * context.setDefaultStudyKey('DEMO-2');
 * ```
 */
export class Context {
  readonly #studyKey: BehaviorSubject<string | null>;

  /** The current default study key, then each change; `null` while there is none. Never completes. */
  readonly defaultStudyKey$: Observable<string | null>;

  /**
   * @param defaultStudyKey - initial study key; none by default
   * @throws InvalidArgumentError when the key is blank or could change a route
   */
  constructor(defaultStudyKey?: string | null) {
    const initial = defaultStudyKey ?? null;
    if (initial !== null) assertPathKey('study key', initial);
    this.#studyKey = new BehaviorSubject<string | null>(initial);
    this.defaultStudyKey$ = this.#studyKey.asObservable().pipe(
      // A watcher that changes the key is heard before the others have heard of the former one: by then
      // only the current key counts.
      map(() => this.#studyKey.value),
      distinctUntilChanged(),
    );
  }

  /** The current default study key, or `null`. */
  get defaultStudyKey(): string | null {
    return this.#studyKey.value;
  }

  /**
   * Sets the study key that calls without one of their own use from now on.
   *
   * @throws InvalidArgumentError when the key is blank or could change a route
   */
  setDefaultStudyKey(studyKey: string): void {
    assertPathKey('study key', studyKey);
    this.#studyKey.next(studyKey);
  }

  /** Removes the default study key. */
  clearDefaultStudyKey(): void {
    this.#studyKey.next(null);
  }

  /**
   * The default study key, for a call that can't do without.
   *
   * @throws ConfigurationError when there is none
   */
  requireStudyKey(): string {
    const studyKey = this.defaultStudyKey;
    if (studyKey !== null) return studyKey;
    throw new ConfigurationError(
      'There is no study key. Pass `studyKey`, or call `context.setDefaultStudyKey`.',
    );
  }

  /**
   * Makes a context of its own that starts from this one; later changes of either do not reach the other.
   *
   * @param studyKey - its study key; this context's current one by default
   */
  fork(studyKey?: string): Context {
    return new Context(studyKey ?? this.defaultStudyKey);
  }

  /**
   * Follows the default study key: runs `project` for each, and unsubscribes from the former study's
   * stream first, so that its requests are aborted.
   *
   * @param project - makes the stream of one study
   * @returns what the current study's stream emits; nothing while there is no study key. Never completes;
   *   errors when a study's stream errors
   *
   * @example
   * ```ts
   * context.switchStudy((studyKey) => imednet.records.list({ studyKey }).pipe(toArray()));
   * ```
   */
  switchStudy<T>(project: (studyKey: string) => ObservableInput<T>): Observable<T> {
    return this.defaultStudyKey$.pipe(
      switchMap((studyKey) => (studyKey === null ? EMPTY : project(studyKey))),
    );
  }
}
