import { LiveAnnouncer } from '@angular/cdk/a11y';
import { ScrollingModule } from '@angular/cdk/scrolling';
import { ChangeDetectionStrategy, Component, computed, effect, inject, linkedSignal } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import type { ImednetRecord } from 'imednet-rx';
import { map } from 'rxjs';
import { StudiesStore } from '../data/studies-store';
import { StudyDirectory } from '../data/study-directory';
import { EmptyState } from '../ui/empty-state';
import { ErrorMessage } from '../ui/error-message';
import { formatNumber } from '../ui/format-number';
import { Icon } from '../ui/icon';
import { LiveToggle } from '../ui/live-toggle';
import { StreamProgress } from '../ui/stream-progress';
import { TEXTS as SHARED } from '../ui/texts';
import { RecordDrawer } from './record-drawer';
import { RecordFilters } from './record-filters';
import { isFiltered, sortedBy, SORTABLE, type SortKey } from './record-query';
import { RecordsStore } from './records-store';
import { TEXTS } from './texts';

/** Height of a row, in px; also in the stylesheet. */
const ROW_HEIGHT = 40;

const SORT_ICONS = { none: 'updown', ASC: 'up', DESC: 'down' } as const;

const COLUMNS: readonly (keyof typeof TEXTS.columns)[] = [
  'recordId',
  'formKey',
  'subjectKey',
  'siteId',
  'interval',
  'recordStatus',
  'dateModified',
];

/** All records of a study in a table that streams in, with filters, and the record behind each row. */
@Component({
  selector: 'app-records-view',
  imports: [
    EmptyState,
    ErrorMessage,
    Icon,
    LiveToggle,
    RecordDrawer,
    RecordFilters,
    ScrollingModule,
    StreamProgress,
  ],
  providers: [RecordsStore],
  templateUrl: './records-view.html',
  styleUrls: ['../ui/virtual-table.css', './records-view.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RecordsView {
  protected readonly store = inject(RecordsStore);
  protected readonly directory = inject(StudyDirectory);
  protected readonly texts = TEXTS;
  protected readonly shared = SHARED;
  protected readonly rowHeight = ROW_HEIGHT;
  protected readonly query = toSignal(this.store.query$);
  protected readonly state = this.store.stream.state;
  protected readonly rows$ = toObservable(this.store.rows).pipe(map(({ rows }) => rows as ImednetRecord[]));
  protected readonly marks = computed(() => this.store.live.state().rows?.marks);
  protected readonly count = computed(() => this.store.live.state().rows?.items.length ?? this.state().items);
  protected readonly isFiltered = computed(() => {
    const query = this.query();
    return query !== undefined && isFiltered(query);
  });

  protected readonly columns = computed(() => {
    const sort = this.query()?.sort;
    return COLUMNS.map((name) => {
      const sortKey = SORTABLE.find((key) => key === name);
      const direction = sort?.by === name ? sort.direction : null;
      return {
        name,
        label: TEXTS.columns[name],
        sortKey,
        icon: SORT_ICONS[direction ?? 'none'],
        ariaSort: direction === null ? null : direction === 'ASC' ? 'ascending' : 'descending',
      };
    });
  });

  /** Closed by another study: the record is none of that one. */
  protected readonly opened = linkedSignal<string | null, ImednetRecord | null>({
    source: inject(StudiesStore).chosenKey,
    computation: () => null,
  });
  #opener: HTMLElement | undefined;

  constructor() {
    const announcer = inject(LiveAnnouncer);
    effect(() => {
      const { status, items } = this.state();
      if (status === 'complete') {
        void announcer.announce(TEXTS.announceDone(formatNumber(items)), 'polite');
      }
    });
  }

  protected sort(by: SortKey | undefined): void {
    const query = this.query();
    if (by && query) this.store.change({ sort: sortedBy(by, query.sort) });
  }

  protected open(record: ImednetRecord, opener: HTMLElement): void {
    this.#opener = opener;
    this.opened.set(record);
  }

  /** The focus goes back to where it came from. */
  protected close(): void {
    this.opened.set(null);
    this.#opener?.focus();
  }

  protected showSubject(subjectKey: string): void {
    this.store.showSubject(subjectKey);
    this.close();
  }

  /** The arrow keys move from row to row. */
  protected move(event: Event, step: -1 | 1): void {
    const row = (event.target as HTMLElement).closest('[role=row]');
    const next = step === 1 ? row?.nextElementSibling : row?.previousElementSibling;
    const button = next?.querySelector<HTMLElement>('button');
    if (!button) return;
    event.preventDefault();
    button.focus();
  }

  protected readonly trackRecord = (_index: number, { recordId }: ImednetRecord): number => recordId;
}
