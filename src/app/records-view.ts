import { DecimalPipe } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { asyncScheduler, throttleTime } from 'rxjs';
import { announce } from './announce';
import { ErrorMessage } from './error-message';
import type { RecordProgress } from './record-progress';
import { RecordsStore } from './records-store';
import { StudiesStore } from './studies-store';

const ANNOUNCEMENT_INTERVAL = 2_000;

/** Live progress of the chosen study's records. */
@Component({
  selector: 'app-records-view',
  imports: [DecimalPipe, ErrorMessage],
  templateUrl: './records-view.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RecordsView {
  protected readonly store = inject(RecordsStore);
  readonly #studies = inject(StudiesStore);

  protected readonly title = computed(() => this.#studies.chosen()?.studyName ?? this.#studies.chosenKey());

  /** The count changes several times a second: read out at that pace, it would drown everything else. */
  protected readonly announcement = toSignal(
    toObservable(computed(() => announce(this.store.progress()))).pipe(
      throttleTime(ANNOUNCEMENT_INTERVAL, asyncScheduler, { leading: true, trailing: true }),
    ),
    { initialValue: '' },
  );

  protected toggle(status: RecordProgress['status']): void {
    if (status === 'streaming') this.store.stop();
    else this.store.start();
  }
}
