import { LiveAnnouncer } from '@angular/cdk/a11y';
import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  Injector,
  linkedSignal,
  viewChild,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import type { ImednetRecord } from 'imednet-rx';
import { StudiesStore } from '../data/studies-store';
import { StudyDirectory } from '../data/study-directory';
import { EmptyState } from '../ui/empty-state';
import { formatNumber } from '../ui/format-number';
import { ListHead } from '../ui/list-head';
import { ListNotices } from '../ui/list-notices';
import { RowTemplate } from '../ui/row-template';
import { TEXTS as SHARED } from '../ui/texts';
import { type Column, VirtualTable } from '../ui/virtual-table';
import { RecordDrawer } from './record-drawer';
import { RecordFilters } from './record-filters';
import { isFiltered, sortedBy, SORTABLE } from './record-query';
import { RecordsStore } from './records-store';
import { TEXTS } from './texts';

const COLUMNS: readonly (keyof typeof TEXTS.columns)[] = [
  'recordId',
  'formKey',
  'subjectKey',
  'siteId',
  'interval',
  'recordStatus',
  'dateModified',
];
const SORTED = { ASC: 'ascending', DESC: 'descending' } as const;

/** All records of a study in a table that streams in, with filters, and the record behind each row. */
@Component({
  selector: 'app-records-view',
  imports: [EmptyState, ListHead, ListNotices, RecordDrawer, RecordFilters, RowTemplate, VirtualTable],
  providers: [RecordsStore],
  templateUrl: './records-view.html',
  styleUrl: './records-view.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RecordsView {
  readonly #injector = inject(Injector);

  protected readonly store = inject(RecordsStore);
  protected readonly directory = inject(StudyDirectory);
  protected readonly texts = TEXTS;
  protected readonly shared = SHARED;
  protected readonly query = toSignal(this.store.query$);
  protected readonly state = this.store.stream.state;
  protected readonly table = viewChild.required(VirtualTable);
  readonly #live = computed(() => this.store.live.state().rows);
  protected readonly marks = computed(() => this.#live()?.marks);
  protected readonly count = computed(() => this.#live()?.items.length ?? this.state().items);
  /** A list that was read to its end and is watched has as many as the watch says. */
  protected readonly progress = computed(() => {
    const state = this.state();
    return state.status === 'complete' ? { ...state, items: this.count(), total: this.count() } : state;
  });
  protected readonly isFiltered = computed(() => {
    const query = this.query();
    return query !== undefined && isFiltered(query);
  });

  protected readonly columns = computed(() => {
    const sort = this.query()?.sort;
    return COLUMNS.map((name): Column => {
      const column = { name, label: TEXTS.columns[name] };
      if (!SORTABLE.some((key) => key === name)) return column;
      return { ...column, sort: sort?.by === name ? SORTED[sort.direction] : 'none' };
    });
  });

  /** The record as it was when it was opened; closed by another study, since it is none of that one. */
  readonly #asOpened = linkedSignal<string | null, ImednetRecord | null>({
    source: inject(StudiesStore).chosenKey,
    computation: () => null,
  });
  /** The record as the table has it now. */
  protected readonly opened = computed(() => {
    const record = this.#asOpened();
    return record && (this.store.rows().rows.find(({ recordId }) => recordId === record.recordId) ?? record);
  });
  /** Whether the record that is open has left the list that is watched. */
  protected readonly isGone = computed(() => {
    const [id, live] = [this.#asOpened()?.recordId, this.#live()];
    return id !== undefined && !!live && !live.items.some(({ recordId }) => recordId === id);
  });

  constructor() {
    const announcer = inject(LiveAnnouncer);
    effect(() => {
      const { status, items } = this.state();
      if (status === 'complete') {
        void announcer.announce(TEXTS.announceDone(formatNumber(items)), 'polite');
      }
    });
  }

  protected sort(column: string): void {
    const [by, query] = [SORTABLE.find((key) => key === column), this.query()];
    if (by && query) this.store.change({ sort: sortedBy(by, query.sort) });
  }

  protected open(record: ImednetRecord): void {
    this.#asOpened.set(record);
  }

  /** The focus goes back to where it came from. */
  protected close(): void {
    const id = this.#asOpened()?.recordId;
    this.#asOpened.set(null);
    this.#focusTable(id);
  }

  protected showSubject(subjectKey: string): void {
    this.store.showSubject(subjectKey);
    this.#asOpened.set(null);
    this.#focusTable();
  }

  protected readonly keyOf = ({ recordId }: ImednetRecord): number => recordId;

  protected readonly classOf = ({ recordId, deleted }: ImednetRecord): string =>
    [recordId === this.#asOpened()?.recordId ? 'opened' : '', deleted ? 'struck' : ''].join(' ').trim();

  /** The drawer may stand in the place of the table until it is gone. */
  #focusTable(key?: number): void {
    afterNextRender(
      () => {
        this.table().focus(key);
      },
      { injector: this.#injector },
    );
  }
}
