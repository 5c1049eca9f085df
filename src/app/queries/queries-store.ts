import { computed, inject, Injectable } from '@angular/core';
import { Imednet, type Query } from 'imednet-rx';
import { map, of } from 'rxjs';
import { isOpenQuery } from '../data/is-open-query';
import { LiveList } from '../data/live-list';
import { changesWithin } from '../data/live-rows';
import { pollEvery } from '../data/poll-every';
import type { Rows } from '../data/rows-fold';
import { StudyStream } from '../data/study-stream';
import { openQueries } from './open-queries';

const OLDEST_FIRST = { sort: { dateCreated: 'asc', annotationId: 'asc' } } as const;
const PAGING = { pageSize: 500, prefetch: 4 };

/** The open queries of the chosen study. The API can't select them, so all are read. */
@Injectable()
export class QueriesStore {
  readonly #imednet = inject(Imednet);

  readonly stream = new StudyStream(
    (studyKey, _query, paging) =>
      this.#imednet.queries.pages({ studyKey, ...OLDEST_FIRST, ...PAGING, ...paging }),
    openQueries,
  );

  readonly live = new LiveList(
    (studyKey, _query: undefined, settings) =>
      this.#imednet.queries
        .watch({ studyKey, ...OLDEST_FIRST }, settings)
        .pipe(map((changes) => changesWithin(changes, isOpenQuery))),
    ({ annotationId }: Query) => annotationId,
    () => pollEvery(this.stream.state().total ?? 0),
    () => of(undefined),
  );

  /** Those that were streamed, until the live list was read. */
  readonly open = computed(
    // The wrapper, since the array within grows in place.
    (): Rows<Query> => this.live.state().rows ?? this.stream.state().value,
  );

  /** Reads everything again. */
  restart(): void {
    this.stream.restart();
    this.live.forget();
  }
}
