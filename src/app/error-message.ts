import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { describeError } from './describe-error';

/** An error in words, with a button that tries again. */
@Component({
  selector: 'app-error-message',
  template: `
    <div class="error" role="alert">
      <p>{{ description().summary }}</p>
      @if (description().detail; as detail) {
        <p class="detail">{{ detail }}</p>
      }
      <button type="button" (click)="retry.emit()">Try again</button>
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ErrorMessage {
  readonly error = input.required<unknown>();
  readonly retry = output();

  protected readonly description = computed(() => describeError(this.error()));
}
