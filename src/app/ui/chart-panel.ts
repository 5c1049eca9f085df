import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import type { Streamed } from '../data/streamed';
import { ChartCanvas } from './chart-canvas';
import type { ChartSpec } from './chart-spec';
import { EmptyState } from './empty-state';
import { Icon } from './icon';
import { TEXTS } from './texts';

export interface ChartTexts {
  readonly heading: string;
  readonly hint: string;
  /** Said where there is nothing to draw. */
  readonly empty: string;
}

/** A chart with its title, that can be read as a table instead. */
@Component({
  selector: 'app-chart-panel',
  imports: [ChartCanvas, EmptyState, Icon],
  templateUrl: './chart-panel.html',
  styleUrl: './chart-panel.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ChartPanel {
  readonly texts = input.required<ChartTexts>();
  readonly spec = input.required<ChartSpec>();
  readonly status = input.required<Streamed<unknown>['status']>();

  protected readonly shared = TEXTS;
  protected readonly asTable = signal(false);
  protected readonly isEmpty = computed(() => this.spec().labels.length === 0);
  protected readonly isWaiting = computed(
    () => this.isEmpty() && (this.status() === 'waiting' || this.status() === 'streaming'),
  );
  /** A list that was not read to its end does not tell that there is nothing. */
  protected readonly isUnread = computed(() => this.isEmpty() && this.status() === 'failed');
}
