import { computed, inject, Injectable, type Signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { Imednet, type Study } from 'imednet-rx';
import { injectStudyKey } from 'imednet-rx/angular';
import { BehaviorSubject, filter, map, merge, switchMap, toArray } from 'rxjs';
import { Connectivity } from './connectivity';
import { type Loadable, toLoadable } from './loadable';

/** The studies that can be chosen, and the chosen one, which every stream of the page follows. */
@Injectable({ providedIn: 'root' })
export class StudiesStore {
  readonly #imednet = inject(Imednet);
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

  /** Its context's, which every call without a study key uses. */
  readonly chosenKey = injectStudyKey();

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
    this.chosenKey.set(studyKey);
    return true;
  }

  reload(): void {
    this.#reload$.next();
  }
}
