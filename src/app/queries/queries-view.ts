import { LiveAnnouncer } from '@angular/cdk/a11y';
import { ChangeDetectionStrategy, Component, computed, effect, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import type { Query, QueryComment } from 'imednet-rx';
import { map } from 'rxjs';
import { AGE_LIMITS } from '../data/query-age';
import { ServerClock } from '../data/server-clock';
import { EmptyState } from '../ui/empty-state';
import { formatNumber } from '../ui/format-number';
import { ListHead } from '../ui/list-head';
import { ListNotices } from '../ui/list-notices';
import { RowTemplate } from '../ui/row-template';
import { TEXTS as SHARED } from '../ui/texts';
import { VirtualTable } from '../ui/virtual-table';
import { countAges, daysOpen, ofAge, parseAge } from './open-queries';
import { QueriesStore } from './queries-store';
import { TEXTS } from './texts';

const OLD = 90;

/** The open queries of a study by age, the oldest first. */
@Component({
  selector: 'app-queries-view',
  imports: [EmptyState, ListHead, ListNotices, RowTemplate, VirtualTable],
  providers: [QueriesStore],
  templateUrl: './queries-view.html',
  styleUrl: './queries-view.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class QueriesView {
  readonly #router = inject(Router);
  readonly #route = inject(ActivatedRoute);
  readonly #clock = inject(ServerClock);

  protected readonly store = inject(QueriesStore);
  protected readonly texts = TEXTS;
  protected readonly shared = SHARED;
  protected readonly columns = Object.entries(TEXTS.columns).map(([name, label]) => ({
    name,
    label,
    isNumber: name === 'age',
  }));
  protected readonly state = this.store.stream.state;
  protected readonly marks = computed(() => this.store.live.state().rows?.marks);
  protected readonly age = toSignal(
    this.#route.queryParamMap.pipe(map((params) => parseAge(params.get('age')))),
    { initialValue: null },
  );
  protected readonly list = computed(() => ({
    rows: ofAge(this.store.open().rows, this.age(), this.#now()),
  }));

  protected readonly ages = computed(() => {
    const counts = countAges(this.store.open().rows, this.#now());
    return AGE_LIMITS.map((from, range) => {
      const next = AGE_LIMITS[range + 1];
      const label = next === undefined ? TEXTS.over(from - 1) : TEXTS.between(from, next - 1);
      return { range, label, count: formatNumber(counts[range] ?? 0) };
    });
  });
  protected readonly all = computed(() => formatNumber(this.store.open().rows.length));

  constructor() {
    const announcer = inject(LiveAnnouncer);
    effect(() => {
      if (this.state().status !== 'complete') return;
      const open = this.state().value.rows.length;
      void announcer.announce(TEXTS.announceDone(formatNumber(open)), 'polite');
    });
  }

  protected choose(range: number | null): void {
    void this.#router.navigate([], {
      relativeTo: this.#route,
      queryParams: { age: range },
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }

  protected days(query: Query): number | null {
    return daysOpen(query, this.#now());
  }

  protected isOld(query: Query): boolean {
    return (this.days(query) ?? 0) > OLD;
  }

  protected last({ queryComments }: Query): QueryComment | undefined {
    return queryComments.at(-1);
  }

  protected readonly keyOf = ({ annotationId }: Query): number => annotationId;

  #now(): number {
    return this.#clock.now() ?? 0;
  }
}
