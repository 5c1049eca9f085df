import {
  assertInInjectionContext,
  DestroyRef,
  inject,
  signal,
  untracked,
  type WritableSignal,
} from '@angular/core';
import { injectImednet } from './inject-imednet';

/**
 * Injects the study that calls without a study key of their own use, as a signal that can be written.
 *
 * It is the context's: a change of either is a change of the other, at once. `null` means that there is none.
 *
 * @param name - of the instance; the one of `provideImednet` by default
 * @returns a signal that follows until the current injector or component is destroyed; writing a key that is
 *   blank or could change a route throws an `InvalidArgumentError` and changes nothing
 *
 * @example
 * ```ts
 * class StudyPicker {
 *   readonly studyKey = injectStudyKey();
 * }
 * // <app-select [(value)]="studyKey" />
 * ```
 */
export function injectStudyKey(name?: string): WritableSignal<string | null> {
  assertInInjectionContext(injectStudyKey);
  const { context } = injectImednet(name);
  const studyKey = signal(context.defaultStudyKey);
  const follow = studyKey.set.bind(studyKey);

  studyKey.set = (key) => {
    // Throws for a key that is refused, before anybody hears of it.
    if (key !== null) context.fork(key);
    // Before the context, since Angular refuses it where nothing may be written; then the context must not change either.
    follow(key);
    try {
      if (key === null) context.clearDefaultStudyKey();
      else context.setDefaultStudyKey(key);
    } finally {
      follow(context.defaultStudyKey);
    }
  };
  studyKey.update = (change) => {
    studyKey.set(change(untracked(studyKey)));
  };

  const following = context.defaultStudyKey$.subscribe(follow);
  inject(DestroyRef).onDestroy(() => {
    following.unsubscribe();
  });
  return studyKey;
}
