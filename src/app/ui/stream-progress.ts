import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { Streamed } from '../data/streamed';
import { formatNumber } from './format-number';
import { TEXTS } from './texts';

/** How far a list has come, as a bar and in numbers; takes the same room when it is done. */
@Component({
  selector: 'app-stream-progress',
  template: `
    <progress
      [class.done]="state().status === 'complete'"
      [class.failed]="state().status === 'failed'"
      [attr.max]="state().total ?? (state().status === 'complete' ? 1 : null)"
      [attr.value]="value()"
      [attr.aria-label]="label()"
    ></progress>
    <span class="small muted numbers">{{ text() }}</span>
  `,
  styles: `
    :host {
      display: grid;
      gap: 0.375rem;
      min-width: 12rem;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StreamProgress {
  readonly state = input.required<Streamed<unknown>>();
  /** What the items are, e.g. `records`. */
  readonly what = input.required<string>();
  readonly label = input.required<string>();

  protected readonly value = computed(() => {
    const { status, items, total } = this.state();
    if (total === null) return status === 'complete' ? 1 : null;
    return Math.min(items, total);
  });

  protected readonly text = computed(() => {
    const { items, total } = this.state();
    return TEXTS.progress(formatNumber(items), total === null ? null : formatNumber(total), this.what());
  });
}
