import { LiveAnnouncer } from '@angular/cdk/a11y';
import { ChangeDetectionStrategy, Component, computed, effect, inject } from '@angular/core';
import { ageInDays } from '../data/query-age';
import { StudiesStore } from '../data/studies-store';
import { ChartPanel } from '../ui/chart-panel';
import { formatNumber } from '../ui/format-number';
import { Icon } from '../ui/icon';
import { ListNotices } from '../ui/list-notices';
import { type Fact, StatCard } from '../ui/stat-card';
import { StreamProgress } from '../ui/stream-progress';
import { TEXTS as SHARED } from '../ui/texts';
import { percent } from './charts';
import { OverviewStore } from './overview-store';
import { TEXTS } from './texts';

/** How the study is doing: numbers and charts that fill while its pages come in. */
@Component({
  selector: 'app-overview-view',
  imports: [ChartPanel, Icon, ListNotices, StatCard, StreamProgress],
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

  protected readonly subjects = computed((): Fact | null => {
    const { status, items, value } = this.store.subjects.state();
    if (items === 0 && status !== 'complete') return unread(status);
    let enrolled = 0;
    for (const statuses of value.bySite.values()) enrolled += statuses.get('Enrolled') ?? 0;
    return { value: formatNumber(value.count), hint: TEXTS.subjectsHint(formatNumber(enrolled)) };
  });

  protected readonly sites = computed((): Fact | null => {
    const { status } = this.store.directory.loaded();
    if (status !== 'loaded') return unread(status);
    const { sites } = this.store.directory.current();
    const open = sites.filter(({ siteEnrollmentStatus }) => /open/i.test(siteEnrollmentStatus));
    return { value: formatNumber(sites.length), hint: TEXTS.sitesHint(formatNumber(open.length)) };
  });

  protected readonly records = computed((): Fact | null => {
    const { status, items, value } = this.store.records.state();
    if (items === 0 && status !== 'complete') return unread(status);
    return { value: formatNumber(value.count), hint: TEXTS.recordsHint(formatNumber(value.complete)) };
  });

  protected readonly completeness = computed((): Fact | null => {
    const { status, items, value } = this.store.records.state();
    if (items === 0 && status !== 'complete') return unread(status);
    const share = value.count === 0 ? SHARED.none : `${percent(value.complete, value.count)} %`;
    return { value: share, hint: TEXTS.completenessHint };
  });

  protected readonly openQueries = computed((): Fact | null => {
    const { status, items, value } = this.store.queries.state();
    if (items === 0 && status !== 'complete') return unread(status);
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

/** What a card says of what is not there: nothing while it is on its way. */
function unread(status: string): Fact | null {
  return status === 'failed' ? { value: SHARED.none, hint: SHARED.unreadHint } : null;
}
