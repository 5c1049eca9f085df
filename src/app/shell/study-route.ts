import { effect, inject, Injectable, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, NavigationEnd, Router } from '@angular/router';
import { filter, map, take } from 'rxjs';
import { StudiesStore } from '../data/studies-store';

/** Keeps the chosen study and the address of the page the same: the address leads. */
@Injectable({ providedIn: 'root' })
export class StudyRoute {
  readonly #router = inject(Router);
  readonly #store = inject(StudiesStore);

  /** Study key in the address; `null` without one. */
  readonly key = toSignal(inject(ActivatedRoute).queryParamMap.pipe(map((params) => params.get('study'))), {
    requireSync: true,
  });

  /** The address is not known before the router has read it. */
  readonly #isKnown = toSignal(
    this.#router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      take(1),
      map(() => true),
    ),
    { initialValue: false },
  );

  constructor() {
    effect(() => {
      const studies = this.#store.studies();
      const key = this.key();
      if (studies.status !== 'loaded' || !this.#isKnown()) return;
      const first = studies.value[0];
      untracked(() => {
        if (key !== null) this.#store.choose(key);
        else if (first) this.go(first.studyKey, true);
      });
    });
  }

  /** Shows another study; what the former one was filtered by means nothing in it. */
  go(study: string, replaceUrl = false): void {
    void this.#router.navigate([], { queryParams: { study }, replaceUrl });
  }
}
