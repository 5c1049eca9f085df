import { computed, inject, Injectable, type Signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { Context, type Form, Imednet, type Interval, type Site, type Variable } from 'imednet-rx';
import { filter, forkJoin, map, merge, of, startWith, Subject, switchMap, toArray } from 'rxjs';
import { Connectivity } from './connectivity';
import { type Loadable, toLoadable } from './loadable';

/** What a study is made of: the names behind its keys and ids. */
export interface Directory {
  readonly forms: readonly Form[];
  readonly sites: readonly Site[];
  readonly intervals: readonly Interval[];
  readonly variables: readonly Variable[];
}

const PAGING = { pageSize: 500 };
const NOTHING: Directory = { forms: [], sites: [], intervals: [], variables: [] };

/** The directory of the chosen study. */
@Injectable({ providedIn: 'root' })
export class StudyDirectory {
  readonly #imednet = inject(Imednet);
  readonly #reload$ = new Subject<void>();
  readonly #backOnline$ = inject(Connectivity).backOnline$.pipe(
    filter(() => this.loaded().status === 'failed'),
  );

  readonly loaded: Signal<Loadable<Directory>> = toSignal(
    inject(Context)
      .switchStudy((studyKey) =>
        merge(of(undefined), this.#reload$, this.#backOnline$).pipe(
          switchMap(() => {
            const { forms, sites, intervals, variables } = this.#imednet;
            const of = { studyKey, ...PAGING };
            return forkJoin({
              forms: forms.list(of).pipe(toArray()),
              sites: sites.list(of).pipe(toArray()),
              intervals: intervals.list(of).pipe(toArray()),
              variables: variables.list(of).pipe(toArray()),
            }).pipe(toLoadable());
          }),
        ),
      )
      .pipe(
        map((loaded): Loadable<Directory> => loaded),
        startWith<Loadable<Directory>>({ status: 'loading' }),
      ),
    { requireSync: true },
  );

  /** As {@link loaded}; empty until it is there. */
  readonly current = computed(() => {
    const loaded = this.loaded();
    return loaded.status === 'loaded' ? loaded.value : NOTHING;
  });

  readonly siteNames = computed(
    () => new Map(this.current().sites.map(({ siteId, siteName }) => [siteId, siteName])),
  );
  readonly formNames = computed(
    () => new Map(this.current().forms.map(({ formKey, formName }) => [formKey, formName])),
  );
  readonly intervalNames = computed(
    () => new Map(this.current().intervals.map(({ intervalId, intervalName }) => [intervalId, intervalName])),
  );

  reload(): void {
    this.#reload$.next();
  }
}
