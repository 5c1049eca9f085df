import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { Icon, type IconName } from './icon';

/** A number in words, and what more there is to say of it. */
export interface Fact {
  readonly value: string;
  readonly hint: string;
}

/** One number with its meaning; a placeholder of the same size until it is there. */
@Component({
  selector: 'app-stat-card',
  imports: [Icon],
  template: `
    <p class="label"><app-icon [name]="icon()" />{{ label() }}</p>
    @if (fact(); as fact) {
      <p class="value">{{ fact.value }}</p>
      <p class="hint">{{ fact.hint }}</p>
    } @else {
      <p class="value"><span class="skeleton"></span></p>
      <p class="hint">&nbsp;</p>
    }
  `,
  styles: `
    :host {
      display: grid;
      align-content: start;
      gap: 0.125rem;
      padding: 1rem 1.125rem;
      border: 1px solid var(--border);
      border-radius: 0.75rem;
      background: var(--surface);
      box-shadow: var(--shadow);
    }

    .label {
      display: flex;
      gap: 0.5rem;
      align-items: center;
      color: var(--muted);
      font-size: 0.8125rem;
      font-weight: 500;
    }

    app-icon {
      width: 1rem;
      height: 1rem;
    }

    .value {
      height: 2.375rem;
      font-size: 1.75rem;
      font-weight: 650;
      font-variant-numeric: tabular-nums;
      letter-spacing: -0.025em;
      line-height: 2.375rem;
    }

    .hint {
      color: var(--muted);
      font-size: 0.7813rem;
      font-variant-numeric: tabular-nums;
    }

    .skeleton {
      display: block;
      width: 5rem;
      height: 1.5rem;
      transform: translateY(0.4375rem);
    }
  `,
  host: { role: 'group', '[attr.aria-label]': 'label()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StatCard {
  readonly icon = input.required<IconName>();
  readonly label = input.required<string>();
  /** `null` while it is on its way. */
  readonly fact = input.required<Fact | null>();
}
