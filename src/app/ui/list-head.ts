import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import type { LiveList } from '../data/live-list';
import type { Streamed } from '../data/streamed';
import { Icon } from './icon';
import { LiveToggle } from './live-toggle';
import { StreamProgress } from './stream-progress';
import { TEXTS } from './texts';

/** What a list is, how far it has come, and the controls that read it; its introduction goes inside. */
@Component({
  selector: 'app-list-head',
  imports: [Icon, LiveToggle, StreamProgress],
  template: `
    <header class="view-head">
      <div>
        <h1>{{ heading() }}</h1>
        <ng-content />
      </div>
      <div class="actions">
        <app-live-toggle [list]="live()" />
        <app-stream-progress [state]="state()" [what]="what()" [label]="label()" />
        <button type="button" class="button" (click)="restarted.emit()">
          <app-icon name="refresh" />{{ texts.readAgain }}
        </button>
      </div>
    </header>
  `,
  styles: `
    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: 0.75rem 1.25rem;
      align-items: center;
    }

    app-stream-progress {
      width: 15rem;
    }

    @media (max-width: 46rem) {
      app-stream-progress {
        flex: 1 0 100%;
        order: 1;
      }
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ListHead {
  readonly heading = input.required<string>();
  readonly state = input.required<Streamed<unknown>>();
  readonly live = input.required<LiveList<unknown, unknown>>();
  /** What the items are, e.g. `records`. */
  readonly what = input.required<string>();
  readonly label = input.required<string>();
  readonly restarted = output();

  protected readonly texts = TEXTS;
}
