import { computed, inject, Injectable } from '@angular/core';
import { Imednet } from 'imednet-rx';
import { ServerClock } from '../data/server-clock';
import type { ListState } from '../data/streamed';
import { StudyDirectory } from '../data/study-directory';
import { StudyStream } from '../data/study-stream';
import { ageChart, enrolmentChart, formChart, siteChart } from './charts';
import { queryFacts } from './query-facts';
import { recordFacts } from './record-facts';
import { subjectFacts } from './subject-facts';

// Steps back where others' work on the study has shifted the pages, so that nothing is lost or doubled.
const PAGING = { pageSize: 500, prefetch: 3, onDrift: 'reconcile' } as const;

/** Reads subjects, queries and records of the chosen study, and keeps what the overview shows of them. */
@Injectable()
export class OverviewStore {
  readonly #imednet = inject(Imednet);
  readonly #clock = inject(ServerClock);
  readonly directory = inject(StudyDirectory);

  readonly subjects = new StudyStream(
    (studyKey, _query, paging) => this.#imednet.subjects.pages({ studyKey, ...PAGING, ...paging }),
    subjectFacts,
  );
  readonly queries = new StudyStream(
    (studyKey, _query, paging) => this.#imednet.queries.pages({ studyKey, ...PAGING, ...paging }),
    queryFacts,
  );
  readonly records = new StudyStream(
    (studyKey, _query, paging) => this.#imednet.records.pages({ studyKey, ...PAGING, ...paging }),
    recordFacts,
  );
  readonly #streams = [this.subjects, this.queries, this.records];

  readonly enrolment = computed(() => enrolmentChart(this.subjects.state().value));
  readonly bySite = computed(() => siteChart(this.subjects.state().value));
  readonly ages = computed(() => ageChart(this.queries.state().value, this.#clock.now() ?? 0));
  readonly forms = computed(() => formChart(this.records.state().value, this.directory.formNames()));

  readonly oldest = computed(() => {
    const { openedAt } = this.queries.state().value;
    let oldest = Infinity;
    for (const at of openedAt) if (at < oldest) oldest = at;
    return oldest === Infinity ? null : oldest;
  });
  readonly now = computed(() => this.#clock.now());

  readonly isComplete = computed(() => this.#streams.every(({ state }) => state().status === 'complete'));
  /** All of it as one list: failed where one of them is. */
  readonly state = computed((): ListState => {
    const states = this.#streams.map(({ state }) => state());
    const failed = states.find(({ status }) => status === 'failed');
    return {
      status: failed ? 'failed' : this.isComplete() ? 'complete' : 'streaming',
      items: states.reduce((sum, { items }) => sum + items, 0),
      mayMiss: states.some(({ mayMiss }) => mayMiss),
      error: failed?.error,
    };
  });

  /** Goes on with what failed, each behind its last page. */
  resume(): void {
    for (const stream of this.#streams) stream.resume();
  }

  /** Reads everything again. */
  restart(): void {
    for (const stream of this.#streams) stream.restart();
    this.directory.reload();
  }
}
