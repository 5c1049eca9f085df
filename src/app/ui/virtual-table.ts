import { ScrollingModule } from '@angular/cdk/scrolling';
import { NgTemplateOutlet } from '@angular/common';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  contentChild,
  ElementRef,
  inject,
  input,
  output,
  ViewEncapsulation,
} from '@angular/core';
import { toObservable } from '@angular/core/rxjs-interop';
import { map } from 'rxjs';
import type { Mark } from '../data/live-rows';
import type { Streamed } from '../data/streamed';
import { EmptyState } from './empty-state';
import { Icon, type IconName } from './icon';
import { RowTemplate } from './row-template';
import { TEXTS } from './texts';

/** Height of a row, in px; also in the stylesheet. */
const ROW_HEIGHT = 40;
const SORT_ICONS = { ascending: 'up', descending: 'down', none: 'updown' } as const satisfies Record<
  string,
  IconName
>;

export interface Column {
  readonly name: string;
  readonly label: string;
  /** Whether it holds numbers that stand below each other. */
  readonly isNumber?: boolean;
  /** How the table is sorted by it, `none` where it could be; absent where it can't. */
  readonly sort?: keyof typeof SORT_ICONS;
}

/**
 * A table of any length, of which only the rows in sight are made; what there is to say without rows goes inside.
 *
 * The arrow keys move from the control of one row to that of the next.
 */
@Component({
  selector: 'app-virtual-table',
  imports: [EmptyState, Icon, NgTemplateOutlet, ScrollingModule],
  templateUrl: './virtual-table.html',
  styleUrl: './virtual-table.css',
  // Cells belong to the view that uses it.
  encapsulation: ViewEncapsulation.None,
  host: { class: 'panel' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class VirtualTable {
  readonly label = input.required<string>();
  readonly columns = input.required<readonly Column[]>();
  readonly status = input.required<Streamed<unknown>['status']>();
  /** Rows of the list; of those that are shown, some may have just gone. */
  readonly count = input.required<number>();
  readonly marks = input<ReadonlyMap<number, Mark>>();
  /** A click on a column. */
  readonly sorted = output<string>();

  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef);

  protected readonly texts = TEXTS;
  protected readonly icons = SORT_ICONS;
  protected readonly rowHeight = ROW_HEIGHT;
  protected readonly row = contentChild.required<RowTemplate<unknown>>(RowTemplate);
  // The wrapper is new with each page, while the array within grows in place.
  protected readonly rows$ = toObservable(computed(() => this.row().appRowOf())).pipe(
    map(({ rows }) => rows as unknown[]),
  );
  protected readonly isWaiting = computed(() => this.status() === 'waiting' || this.status() === 'streaming');

  /** Puts the focus on the control of a row, or on the table without a key and where it is out of sight. */
  focus(key?: number): void {
    const host = this.#host.nativeElement;
    const control =
      (key === undefined ? null : host.querySelector<HTMLElement>(`[data-key="${String(key)}"] button`)) ??
      host.querySelector<HTMLElement>('cdk-virtual-scroll-viewport');
    control?.focus();
  }

  protected move(event: Event, step: -1 | 1): void {
    const row = (event.target as HTMLElement).closest('[role=row]');
    const next = step === 1 ? row?.nextElementSibling : row?.previousElementSibling;
    const control = next?.querySelector<HTMLElement>('button');
    if (!control) return;
    event.preventDefault();
    control.focus();
  }

  protected readonly trackRow = (_index: number, row: unknown): number => this.row().appRowKey()(row);
}
