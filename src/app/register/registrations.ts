import { computed, DOCUMENT, effect, inject, Injectable, signal } from '@angular/core';
import {
  gte,
  Imednet,
  type NewSubject,
  type StudySchema,
  UnknownOutcomeError,
  type WriteReceipt,
} from 'imednet-rx';
import {
  catchError,
  concat,
  EMPTY,
  filter,
  finalize,
  map,
  mergeMap,
  Observable,
  of,
  Subject,
  toArray,
} from 'rxjs';
import { ServerClock } from '../data/server-clock';
import {
  advanceRegistration,
  begun,
  holdsAnswers,
  type NewRegistration,
  type Registration,
  type RegistrationEvent,
} from './registration';

const POLL = { interval: 1_000, timeout: 120_000 };
/** ms by which the time of a record may lie before that of its sending. */
const OVERLAP = 600_000;

/**
 * Registers subjects, one at a time, and goes on with it whatever view is shown.
 *
 * Receipts are kept in memory alone: a browser is no place for what was written about a patient.
 */
@Injectable({ providedIn: 'root' })
export class Registrations {
  readonly #imednet = inject(Imednet);
  readonly #clock = inject(ServerClock);
  readonly #window = inject(DOCUMENT).defaultView;
  readonly #current = signal<Registration | null>(null);
  readonly #isLooking = signal(false);

  readonly current = this.#current.asReadonly();
  readonly isLooking = this.#isLooking.asReadonly();
  readonly isSending = computed(() => this.#current()?.phase === 'sending');
  /** Whether it may be written, or still be; who leaves the page then knows nothing of it any more. */
  readonly isOpen = computed(() => this.isSending() || this.#current()?.phase === 'unknown');

  constructor() {
    effect((onCleanup) => {
      if (!this.isOpen()) return;
      const warn = (event: BeforeUnloadEvent): void => {
        event.preventDefault();
      };
      this.#window?.addEventListener('beforeunload', warn);
      onCleanup(() => this.#window?.removeEventListener('beforeunload', warn));
    });
  }

  /** Sends a registration; not while another one is under way or unknown. */
  register(subject: Omit<NewRegistration, 'sentAt'>, schema: StudySchema): void {
    if (this.isOpen()) return;
    const registration = { ...subject, sentAt: this.#clock.now() };
    this.#current.set(begun(registration));
    this.#send(registration, schema).subscribe((event) => {
      this.#apply(event);
    });
  }

  /** Looks for the effect of what was sent, without sending it again. */
  lookFor(): void {
    const { of: registration, receipts } = this.#current() ?? {};
    const receipt = receipts?.at(-1);
    if (!registration || !receipt || this.#isLooking()) return;
    this.#isLooking.set(true);
    const { studyKey } = registration;
    this.#imednet.records
      .reconcile(receipt, [subjectOf(registration)], { studyKey })
      .pipe(
        mergeMap((verdict) =>
          concat(of<RegistrationEvent>({ type: 'looked', verdict }), this.#found(registration)),
        ),
        catchError((error: unknown) => of<RegistrationEvent>({ type: 'look-failed', error })),
        finalize(() => {
          this.#isLooking.set(false);
        }),
      )
      .subscribe((event) => {
        this.#apply(event);
      });
  }

  /** Makes room for the next one. */
  clear(): void {
    this.#current.set(null);
  }

  #apply(event: RegistrationEvent): void {
    this.#current.update((state) => state && advanceRegistration(state, event));
  }

  #send(registration: NewRegistration, schema: StudySchema): Observable<RegistrationEvent> {
    const { studyKey } = registration;
    const kept$ = new Subject<WriteReceipt>();
    const journal = {
      save: (receipt: WriteReceipt) => {
        kept$.next(receipt);
        return of(receipt);
      },
    };
    const written$ = this.#imednet.records.submit([subjectOf(registration)], {
      studyKey,
      schema,
      journal,
      poll: POLL,
    });
    const told = (receipt: WriteReceipt): RegistrationEvent => ({ type: 'receipt', receipt });
    const ended$ = concat(
      written$.pipe(map(told)),
      of<RegistrationEvent>({ type: 'completed' }),
      this.#found(registration),
    ).pipe(
      catchError((error: unknown) =>
        of<RegistrationEvent>({ type: 'failed', error, isUnknown: error instanceof UnknownOutcomeError }),
      ),
    );
    return new Observable<RegistrationEvent>((subscriber) => {
      const kept = kept$.pipe(map(told)).subscribe((event) => {
        subscriber.next(event);
      });
      kept.add(ended$.subscribe(subscriber));
      return kept;
    });
  }

  /** Subjects with these answers; none where they can't be read, which changes nothing. */
  #found({ studyKey, formKey, siteId, data, sentAt }: NewRegistration): Observable<RegistrationEvent> {
    const since = sentAt === null ? {} : { dateModified: gte(new Date(sentAt - OVERLAP)) };
    const options = { studyKey, filter: { formKey, siteId, ...since }, pageSize: 500 };
    return this.#imednet.records.list(options).pipe(
      filter(({ recordData }) => holdsAnswers(recordData, data)),
      map(({ subjectKey }) => subjectKey),
      toArray(),
      map((subjectKeys): RegistrationEvent => ({ type: 'found', subjectKeys })),
      catchError(() => EMPTY),
    );
  }
}

function subjectOf({ formKey, siteId, data }: NewRegistration): NewSubject {
  return { formKey, siteId, data };
}
