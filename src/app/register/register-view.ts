import { LiveAnnouncer } from '@angular/cdk/a11y';
import { DatePipe } from '@angular/common';
import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  Injector,
  linkedSignal,
  viewChild,
} from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import type { WriteState } from 'imednet-rx';
import { injectStudyKey, imednetResource } from 'imednet-rx/angular';
import { Connectivity } from '../data/connectivity';
import { StudyDirectory } from '../data/study-directory';
import { EmptyState } from '../ui/empty-state';
import { ErrorMessage } from '../ui/error-message';
import { Icon } from '../ui/icon';
import { TEXTS as SHARED } from '../ui/texts';
import { answerFields, answersGiven, registrationForm } from './answer-fields';
import { Registrations } from './registrations';
import { TEXTS } from './texts';

const TONES: Partial<Readonly<Record<WriteState, string>>> = {
  succeeded: 'good',
  unknown: 'attention',
  failed: 'bad',
  'not-written': 'bad',
};

/** Registers a subject, and says at each moment what is known of it. */
@Component({
  selector: 'app-register-view',
  imports: [DatePipe, EmptyState, ErrorMessage, Icon, ReactiveFormsModule],
  templateUrl: './register-view.html',
  styleUrl: './register-view.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RegisterView {
  readonly #studyKey = injectStudyKey();
  readonly #injector = inject(Injector);
  protected readonly progressHeading = viewChild.required<ElementRef<HTMLElement>>('progressHeading');
  protected readonly first = viewChild<ElementRef<HTMLElement>>('first');
  protected readonly online = inject(Connectivity).online;

  protected readonly registrations = inject(Registrations);
  protected readonly directory = inject(StudyDirectory).current;
  protected readonly texts = TEXTS;
  protected readonly shared = SHARED;
  protected readonly tones = TONES;
  protected readonly schemas = imednetResource(this.#studyKey, (imednet, studyKey) =>
    imednet.schema(studyKey),
  );
  protected readonly schema = computed(() => this.schemas.items()[0]);

  protected readonly formKey = linkedSignal(() => {
    const schema = this.schema();
    return schema ? registrationForm(schema) : null;
  });
  protected readonly fields = computed(() => {
    const [schema, formKey] = [this.schema(), this.formKey()];
    return schema && formKey !== null ? answerFields(schema, formKey) : [];
  });
  protected readonly form = computed(
    () =>
      new FormGroup({
        // A site of the study that is shown: another study's form begins without one.
        site: new FormControl('', {
          nonNullable: true,
          validators: [(control) => Validators.required(control)],
        }),
        answers: new FormGroup(Object.fromEntries(this.fields().map(({ name, control }) => [name, control]))),
      }),
  );
  protected readonly registration = this.registrations.current;

  constructor() {
    const announcer = inject(LiveAnnouncer);
    // How it ended is told by what appears then.
    effect(() => {
      const current = this.registration();
      const last = current?.receipts.at(-1);
      if (last && current?.phase === 'sending') void announcer.announce(TEXTS.steps[last.state], 'polite');
    });
  }

  protected chooseForm(event: Event): void {
    this.formKey.set((event.target as HTMLSelectElement).value);
  }

  protected register(): void {
    const [schema, formKey, form] = [this.schema(), this.formKey(), this.form()];
    form.markAllAsTouched();
    if (!schema || formKey === null || form.invalid || !this.online()) return;
    const { studyKey } = schema;
    const siteId = Number(form.controls.site.value);
    this.registrations.register({ studyKey, formKey, siteId, data: answersGiven(this.fields()) }, schema);
    // The form is disabled from now on.
    this.progressHeading().nativeElement.focus();
  }

  /** Makes room for another one, with the answers as they are. */
  protected edit(): void {
    this.registrations.clear();
    afterNextRender(
      () => {
        this.first()?.nativeElement.focus();
      },
      { injector: this.#injector },
    );
  }

  protected minutes(milliseconds: number): number {
    return Math.ceil(milliseconds / 60_000);
  }

  protected again(): void {
    this.edit();
    this.form().reset();
  }
}
