import { LiveAnnouncer } from '@angular/cdk/a11y';
import { ChangeDetectionStrategy, Component, computed, effect, inject } from '@angular/core';
import { ageInDays } from '../data/query-age';
import { StudiesStore } from '../data/studies-store';
import { ChartPanel } from '../ui/chart-panel';
import { ErrorMessage } from '../ui/error-message';
import { formatNumber } from '../ui/format-number';
import { Icon } from '../ui/icon';
import { StatCard } from '../ui/stat-card';
import { StreamProgress } from '../ui/stream-progress';
import { TEXTS as SHARED } from '../ui/texts';
import { percent } from './charts';
import { OverviewStore } from './overview-store';
import { TEXTS } from './texts';

/** How the study is doing: numbers and charts that fill while its pages come in. */
@Component({
  selector: 'app-overview-view',
  imports: [ChartPanel, ErrorMessage, Icon, StatCard, StreamProgress],
  providers: [OverviewStore],
  templateUrl: './overview-view.html',
  styleUrl: './overview-view.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OverviewView {
  protected readonly store = inject(OverviewStore);
  protected readonly study = inject(StudiesStore).chosen;
  protected readonly texts = TEXTS;
  protected readonly shared = SHARED;

  protected readonly subjects = computed(() => {
    const { items, value } = this.store.subjects.state();
    if (items === 0 && this.store.subjects.state().status !== 'complete') return null;
    let enrolled = 0;
    for (const statuses of value.bySite.values()) enrolled += statuses.get('Enrolled') ?? 0;
    return { value: formatNumber(value.count), hint: TEXTS.subjectsHint(formatNumber(enrolled)) };
  });

  protected readonly sites = computed(() => {
    if (this.store.directory.loaded().status !== 'loaded') return null;
    const { sites } = this.store.directory.current();
    const open = sites.filter(({ siteEnrollmentStatus }) => /open/i.test(siteEnrollmentStatus));
    return { value: formatNumber(sites.length), hint: TEXTS.sitesHint(formatNumber(open.length)) };
  });

  protected readonly records = computed(() => {
    const { status, items, value } = this.store.records.state();
    if (items === 0 && status !== 'complete') return null;
    return { value: formatNumber(value.count), hint: TEXTS.recordsHint(formatNumber(value.complete)) };
  });

  protected readonly completeness = computed(() => {
    const { status, items, value } = this.store.records.state();
    if (items === 0 && status !== 'complete') return null;
    return { value: `${percent(value.complete, value.count)} %`, hint: TEXTS.completenessHint };
  });

  protected readonly openQueries = computed(() => {
    const { status, items, value } = this.store.queries.state();
    if (items === 0 && status !== 'complete') return null;
    const [oldest, now] = [this.store.oldest(), this.store.now()];
    const days = oldest === null || now === null ? null : formatNumber(ageInDays(oldest, now));
    return { value: formatNumber(value.open), hint: TEXTS.openQueriesHint(days) };
  });

  constructor() {
    const announcer = inject(LiveAnnouncer);
    effect(() => {
      if (this.store.isComplete()) void announcer.announce(TEXTS.announceDone, 'polite');
    });
  }
}
