import { computed, inject, Injectable, type Signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { Context, Imednet, type Study } from 'imednet-rx';
import { BehaviorSubject, switchMap, toArray } from 'rxjs';
import { type Loadable, toLoadable } from './loadable';

/** The studies that can be chosen, and the chosen one, which every stream of the page follows. */
@Injectable({ providedIn: 'root' })
export class StudiesStore {
  readonly #imednet = inject(Imednet);
  readonly #context = inject(Context);
  readonly #reload$ = new BehaviorSubject<void>(undefined);

  readonly studies: Signal<Loadable<readonly Study[]>> = toSignal(
    this.#reload$.pipe(switchMap(() => this.#imednet.studies.list().pipe(toArray(), toLoadable()))),
    { requireSync: true },
  );

  readonly chosenKey: Signal<string | null> = toSignal(this.#context.defaultStudyKey$, { requireSync: true });

  readonly chosen: Signal<Study | null> = computed(() => {
    const studies = this.studies();
    const key = this.chosenKey();
    if (studies.status !== 'loaded') return null;
    return studies.value.find(({ studyKey }) => studyKey === key) ?? null;
  });

  choose({ studyKey }: Study): void {
    this.#context.setDefaultStudyKey(studyKey);
  }

  reload(): void {
    this.#reload$.next();
  }
}
