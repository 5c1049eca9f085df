import { LiveAnnouncer } from '@angular/cdk/a11y';
import { ChangeDetectionStrategy, Component, computed, effect, inject, input } from '@angular/core';
import type { LiveList } from '../data/live-list';
import type { Mark } from '../data/live-rows';
import { Icon } from './icon';
import { TEXTS } from './texts';

/** Switches a live view on and off, and says how fresh it is and what has just changed. */
@Component({
  selector: 'app-live-toggle',
  imports: [Icon],
  template: `
    @if (list().isOn()) {
      <span class="small" [class.stale]="isStale()">{{ words() }}</span>
    }
    <button type="button" class="button" [attr.aria-pressed]="list().isOn()" (click)="list().toggle()">
      <app-icon name="live" />{{ texts.button }}
    </button>
  `,
  styles: `
    :host {
      display: flex;
      gap: 0.75rem;
      align-items: center;
    }

    span {
      color: var(--muted);
      text-align: end;
    }

    .stale {
      color: var(--warning);
      font-weight: 600;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LiveToggle {
  readonly list = input.required<LiveList<unknown, unknown>>();

  protected readonly texts = TEXTS.live;
  protected readonly isStale = computed(() => (this.list().status()?.failures ?? 0) > 0);
  protected readonly changes = computed(() => countsOf(this.list().state().rows?.marks));
  protected readonly words = computed(() => {
    const status = this.list().status();
    if (!status) return TEXTS.live.first;
    if (status.failures > 0) return TEXTS.live.stale(status.failures);
    if (status.readAt === null) return TEXTS.live.first;
    if (status.phase === 'hidden') return TEXTS.live.hidden;
    const { added, changed, removed } = this.changes();
    return added + changed + removed === 0 ? TEXTS.live.fresh : TEXTS.live.changes(added, changed, removed);
  });

  constructor() {
    const announcer = inject(LiveAnnouncer);
    effect(() => {
      const { added, changed, removed } = this.changes();
      if (added + changed + removed === 0) return;
      void announcer.announce(TEXTS.live.changes(added, changed, removed), 'polite');
    });
  }
}

function countsOf(marks: ReadonlyMap<number, Mark> | undefined): Record<Mark, number> {
  const counts = { added: 0, changed: 0, removed: 0 };
  for (const mark of marks?.values() ?? []) counts[mark]++;
  return counts;
}
