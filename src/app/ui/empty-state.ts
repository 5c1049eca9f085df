import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { Icon, type IconName } from './icon';

/** Says that there is nothing to show, and why; what can be done about it goes inside. */
@Component({
  selector: 'app-empty-state',
  imports: [Icon],
  template: `
    <app-icon [name]="icon()" />
    <p class="strong">{{ title() }}</p>
    @if (hint(); as hint) {
      <p class="muted small">{{ hint }}</p>
    }
    <ng-content />
  `,
  styles: `
    :host {
      display: grid;
      justify-items: center;
      align-content: center;
      gap: 0.5rem;
      min-height: 12rem;
      padding: 1.5rem;
      text-align: center;
    }

    app-icon {
      width: 2rem;
      height: 2rem;
      color: var(--muted);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EmptyState {
  readonly icon = input<IconName>('inbox');
  readonly title = input.required<string>();
  readonly hint = input<string>();
}
