import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { LiveList } from '../data/live-list';
import type { ListState } from '../data/streamed';
import { StudyDirectory } from '../data/study-directory';
import { ErrorMessage } from './error-message';
import { Icon } from './icon';
import { TEXTS } from './texts';

/** What is wrong with what a view shows, and what can be done about it; takes no room while nothing is. */
@Component({
  selector: 'app-list-notices',
  imports: [ErrorMessage, Icon],
  template: `
    @if (state().status === 'failed') {
      <app-error-message
        [error]="state().error"
        [action]="state().items > 0 ? texts.goOn : texts.tryAgain"
        (retry)="resume()"
      />
    } @else if (namesError(); as error) {
      <app-error-message [error]="error" (retry)="directory.reload()" />
    }
    @if (live()?.state()?.error; as error) {
      <app-error-message [error]="error" (retry)="live()?.retry()" />
    }
    @if (state().mayMiss) {
      <div class="notice warning">
        <app-icon name="alert" />
        <p class="notice-text">{{ mayMiss() }}</p>
      </div>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 1rem;
    }

    :host:empty {
      display: none;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ListNotices {
  readonly state = input.required<ListState>();
  readonly live = input<LiveList<unknown, unknown>>();
  /** Said when some of the list may be missing. */
  readonly mayMiss = input.required<string>();
  readonly resumed = output();

  protected readonly directory = inject(StudyDirectory);
  protected readonly texts = TEXTS;
  protected readonly namesError = computed(() => {
    const names = this.directory.loaded();
    return names.status === 'failed' ? names.error : null;
  });

  /** Names that are missing with it are read again as well. */
  protected resume(): void {
    this.resumed.emit();
    if (this.namesError() !== null) this.directory.reload();
  }
}
