import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { describeError } from './describe-error';
import { Icon } from './icon';
import { TEXTS } from './texts';

/** An error in words, with a button that tries again. */
@Component({
  selector: 'app-error-message',
  imports: [Icon],
  template: `
    <div class="notice danger">
      <app-icon name="alert" />
      <div class="notice-text">
        <!-- Details change with each attempt, which need not be read out. -->
        <p class="strong" role="alert">{{ description().summary }}</p>
        @if (description().detail; as detail) {
          <p class="small breakable">{{ detail }}</p>
        }
      </div>
      <button type="button" class="button" (click)="retry.emit()">{{ action() }}</button>
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ErrorMessage {
  readonly error = input.required<unknown>();
  readonly action = input<string>(TEXTS.tryAgain);
  readonly retry = output();

  protected readonly description = computed(() => describeError(this.error()));
}
