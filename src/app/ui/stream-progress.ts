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
      [attr.max]="max()"
      [attr.value]="value()"
      [attr.aria-label]="label()"
    ></progress>
    <span class="small muted numbers">{{ text() }}</span>
  `,
  styles: `
    :host {
      display: grid;
      gap: 0.375rem;
      min-width: min(12rem, 100%);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StreamProgress {
  readonly state = input.required<Streamed<unknown>>();
  /** What the items are, e.g. `records`. */
  readonly what = input.required<string>();
  readonly label = input.required<string>();

  /** A bar can't be told that there is nothing to do: of nothing, one is done. */
  protected readonly max = computed(() => {
    const { status, total } = this.state();
    return total === null && status !== 'complete' ? null : Math.max(total ?? 1, 1);
  });
  protected readonly value = computed(() => {
    const { status, items } = this.state();
    const max = this.max();
    if (max === null) return null;
    return status === 'complete' ? max : Math.min(items, max);
  });

  protected readonly text = computed(() => {
    const { items, total } = this.state();
    return TEXTS.progress(formatNumber(items), total === null ? null : formatNumber(total), this.what());
  });
}
