import { computed, inject, Injectable, type Signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { Context, Imednet, type Study } from 'imednet-rx';
import { BehaviorSubject, filter, map, merge, switchMap, toArray } from 'rxjs';
import { Connectivity } from './connectivity';
import { type Loadable, toLoadable } from './loadable';

/** The studies that can be chosen, and the chosen one, which every stream of the page follows. */
@Injectable({ providedIn: 'root' })
export class StudiesStore {
  readonly #imednet = inject(Imednet);
  readonly #context = inject(Context);
  readonly #reload$ = new BehaviorSubject<void>(undefined);
  readonly #backOnline$ = inject(Connectivity).backOnline$.pipe(
    filter(() => this.studies().status === 'failed'),
    map(() => undefined),
  );

  readonly studies: Signal<Loadable<readonly Study[]>> = toSignal(
    merge(this.#reload$, this.#backOnline$).pipe(
      switchMap(() => this.#imednet.studies.list().pipe(toArray(), toLoadable())),
    ),
    { requireSync: true },
  );

  readonly chosenKey: Signal<string | null> = toSignal(this.#context.defaultStudyKey$, { requireSync: true });

  readonly chosen: Signal<Study | null> = computed(() => {
    const studies = this.studies();
    const key = this.chosenKey();
    if (studies.status !== 'loaded') return null;
    return studies.value.find(({ studyKey }) => studyKey === key) ?? null;
  });

  /** Everything on the page follows; only a study of the list can be chosen. */
  choose(studyKey: string): boolean {
    const studies = this.studies();
    if (studies.status !== 'loaded' || !studies.value.some((study) => study.studyKey === studyKey)) {
      return false;
    }
    this.#context.setDefaultStudyKey(studyKey);
    return true;
  }

  reload(): void {
    this.#reload$.next();
  }
}
