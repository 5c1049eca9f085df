import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  type ElementRef,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import type { ImednetRecord } from 'imednet-rx';
import { imednetResource } from 'imednet-rx/angular';
import { StudyDirectory } from '../data/study-directory';
import { ErrorMessage } from '../ui/error-message';
import { Icon } from '../ui/icon';
import { answersOf } from './record-answers';
import { TEXTS } from './texts';

/** One record: its answers, and who saved it when and why. */
@Component({
  selector: 'app-record-drawer',
  imports: [ErrorMessage, Icon],
  templateUrl: './record-drawer.html',
  styleUrl: './record-drawer.css',
  host: { '(keydown.escape)': 'closed.emit()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RecordDrawer {
  readonly record = input.required<ImednetRecord>();
  /** Whether it has left the list behind it. */
  readonly isGone = input.required<boolean>();
  readonly closed = output();
  readonly subject = output<string>();

  readonly #directory = inject(StudyDirectory);
  protected readonly closeButton = viewChild.required<ElementRef<HTMLButtonElement>>('close');

  protected readonly texts = TEXTS.drawer;
  protected readonly columns = TEXTS.columns;
  protected readonly unscheduled = TEXTS.unscheduled;
  protected readonly answers = computed(() => answersOf(this.record(), this.#directory.current().variables));
  protected readonly form = computed(() => this.#directory.formNames().get(this.record().formKey) ?? '');
  protected readonly site = computed(() => this.#directory.siteNames().get(this.record().siteId) ?? '');
  protected readonly interval = computed(() => {
    const { intervalId } = this.record();
    return intervalId === null ? this.unscheduled : (this.#directory.intervalNames().get(intervalId) ?? '');
  });

  /** The trail is read again when somebody has saved the record. */
  readonly #saved = computed(
    () => {
      const { studyKey, recordId, dateModified } = this.record();
      return { studyKey, recordId, dateModified };
    },
    { equal: (a, b) => a.recordId === b.recordId && a.dateModified === b.dateModified },
  );
  protected readonly trail = imednetResource(this.#saved, (imednet, { studyKey, recordId }) =>
    imednet.recordRevisions.pages({ studyKey, filter: { recordId }, pageSize: 500 }),
  );
  /** The latest first. */
  protected readonly revisions = computed(() =>
    [...this.trail.items()].sort((a, b) => b.recordRevision - a.recordRevision),
  );

  constructor() {
    afterNextRender(() => {
      this.closeButton().nativeElement.focus();
    });
  }
}
