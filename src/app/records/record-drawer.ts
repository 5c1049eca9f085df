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
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { Imednet, type ImednetRecord, type RecordRevision } from 'imednet-rx';
import { map, merge, Subject, switchMap, toArray } from 'rxjs';
import { type Loadable, toLoadable } from '../data/loadable';
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
  readonly closed = output();
  readonly subject = output<string>();

  readonly #imednet = inject(Imednet);
  readonly #directory = inject(StudyDirectory);
  readonly #again$ = new Subject<void>();
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

  protected readonly trail = toSignal(
    merge(toObservable(this.record), this.#again$.pipe(map(() => this.record()))).pipe(
      switchMap(({ studyKey, recordId }) =>
        this.#imednet.recordRevisions.list({ studyKey, filter: { recordId }, pageSize: 500 }).pipe(
          toArray(),
          map((revisions) => revisions.sort((a, b) => b.recordRevision - a.recordRevision)),
          toLoadable(),
        ),
      ),
    ),
    { initialValue: { status: 'loading' } satisfies Loadable<readonly RecordRevision[]> },
  );

  constructor() {
    afterNextRender(() => {
      this.closeButton().nativeElement.focus();
    });
  }

  protected readAgain(): void {
    this.#again$.next();
  }
}
