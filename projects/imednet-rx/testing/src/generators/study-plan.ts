import type { FakeSettings } from '../fake-options';
import { mixSeed, Random } from '../random';
import { DAY } from '../timestamp';
import { formAt, VISIT_FORMS } from './form-templates';
import { SitePattern } from './site-pattern';
import { createWordPools } from './word-pools';
import type { Person, WordPools } from './word-pools';

/** Keeps the random numbers of one kind of row apart from those of another. */
const KINDS = [
  ...(['study', 'site', 'subject', 'visit', 'record', 'revision', 'query', 'user', 'coding'] as const),
  ...(['enrolment', 'unscheduled', 'role'] as const),
];
type Kind = (typeof KINDS)[number];

const PEOPLE = 12;
/** Days from one visit to the next. */
const BETWEEN_VISITS = 14;
/** Days from the study's start until its sites are open, and for which they enrol. */
const OPENING = 14;
const ENROLLING = 560;

/**
 * The arithmetic that ties a study's rows together: which site, subject, visit and form a row of a
 * given index belongs to. Generators ask it instead of each other.
 */
export class StudyPlan {
  readonly studyKey: string;
  readonly words: WordPools;
  readonly #seed: number;
  readonly #sites: SitePattern;
  /** The last answer of {@link enrolledAt}: rows are mostly read subject by subject. */
  #enrolled = { subject: -1, at: 0 };

  constructor(
    readonly settings: FakeSettings,
    readonly index: number,
  ) {
    this.studyKey = index === 0 ? 'DEMO' : `DEMO-${index + 1}`;
    this.#seed = mixSeed(settings.seed, index);
    this.words = createWordPools(this.#seed, settings.sites, PEOPLE);
    this.#sites = new SitePattern(settings.sites);
  }

  /** When the study began. */
  get startedAt(): number {
    return this.by(this.settings.studyStart + this.index * DAY);
  }

  /** A time, or the fake's first moment if that is earlier: nothing that is generated lies in its future. */
  by(time: number): number {
    return Math.min(time, this.settings.begin);
  }

  random(kind: Kind, index: number): Random {
    return new Random(mixSeed(this.#seed + KINDS.indexOf(kind), index));
  }

  person(index: number): Person {
    return this.words.people[index % PEOPLE] ?? { firstName: '', lastName: '', login: '' };
  }

  siteName(site: number): string {
    const hospitals = this.words.hospitals;
    return `${hospitals[site % hospitals.length] ?? 'Hospital'} ${site + 1}`;
  }

  siteOfSubject(subject: number): number {
    return this.#sites.siteOf(subject);
  }

  subjectKey(subject: number): string {
    return subjectKey(this.#sites.siteOf(subject), this.#sites.ordinalOf(subject));
  }

  /** The inverse of {@link subjectKey}; -1 if no original subject has that key. */
  subjectOfKey(key: string): number {
    const [site, ordinal] = key.split('-').map(Number);
    const index = this.#sites.subjectOf((site ?? NaN) - 1, (ordinal ?? NaN) - 1);
    return index >= 0 && index < this.settings.subjects && this.subjectKey(index) === key ? index : -1;
  }

  get visits(): number {
    return this.settings.subjects * this.settings.visitsPerSubject;
  }

  subjectOfVisit(visit: number): number {
    return Math.floor(visit / this.settings.visitsPerSubject);
  }

  intervalOfVisit(visit: number): number {
    return visit % this.settings.visitsPerSubject;
  }

  /** How far enrolment has come with a subject, from 0 to 1. */
  enrolment(subject: number): number {
    const { subjects } = this.settings;
    return Math.min((subject + this.random('enrolment', subject).next()) / Math.max(subjects, 1), 1);
  }

  /** Subjects come in the order of their numbers, and more often the longer the study runs. */
  enrolledAt(subject: number): number {
    if (this.#enrolled.subject !== subject) {
      const days = OPENING + Math.floor(ENROLLING * this.enrolment(subject) ** 0.7);
      this.#enrolled = { subject, at: this.by(this.startedAt + days * DAY) };
    }
    return this.#enrolled.at;
  }

  /** The day for which the schedule plans a visit. */
  plannedAt(visit: number): number {
    const days = this.intervalOfVisit(visit) * BETWEEN_VISITS;
    return this.enrolledAt(this.subjectOfVisit(visit)) + days * DAY;
  }

  visitedAt(visit: number): number {
    const slack = this.random('visit', visit).int(this.intervalOfVisit(visit) === 0 ? 0 : -2, 2);
    return this.by(this.plannedAt(visit) + slack * DAY);
  }

  /** Records beyond the schedule go round the visits again. */
  visitOfRecord(record: number): number {
    return Math.floor(record / this.settings.recordsPerVisit) % Math.max(this.visits, 1);
  }

  formOfRecord(record: number): number {
    const interval = this.intervalOfVisit(this.visitOfRecord(record));
    return this.scheduledForm(interval, record % this.settings.recordsPerVisit);
  }

  /** The form of the n-th record of each visit of an interval. */
  scheduledForm(interval: number, nth: number): number {
    return (interval + nth) % VISIT_FORMS.length;
  }

  /** The scheduled record of a subject, interval and form; -1 if there is none. */
  scheduledRecord(subject: number, interval: number, form: number): number {
    const { visitsPerSubject, recordsPerVisit, records } = this.settings;
    for (let nth = 0; nth < recordsPerVisit; nth++) {
      const record = (subject * visitsPerSubject + interval) * recordsPerVisit + nth;
      if (this.scheduledForm(interval, nth) === form) return record < records ? record : -1;
    }
    return -1;
  }

  /** The form and the variable that capture the date of an interval's visits, if one of its forms does. */
  visitDateField(interval: number): { readonly form: number; readonly variable: string } | undefined {
    for (let nth = 0; nth < this.settings.recordsPerVisit; nth++) {
      const form = this.scheduledForm(interval, nth);
      const variable = formAt(form).variables.find(({ visitDate }) => visitDate);
      if (variable) return { form, variable: variable.name };
    }
    return undefined;
  }

  /** Whether a record was entered between visits, as some are on forms that allow it. */
  isUnscheduled(record: number): boolean {
    const { unscheduled } = formAt(this.formOfRecord(record));
    return unscheduled === true && this.random('unscheduled', record).chance(0.2);
  }

  /** The first record of a subject on a form; -1 if there is none. */
  firstRecord(subject: number, form: number): number {
    for (let interval = 0; interval < this.settings.visitsPerSubject; interval++) {
      const record = this.scheduledRecord(subject, interval, form);
      if (record >= 0) return record;
    }
    return -1;
  }
}

/** A subject's key: the number of the site, then the subject's number within it. */
export function subjectKey(site: number, ordinal: number): string {
  return `${String(site + 1).padStart(3, '0')}-${String(ordinal + 1).padStart(4, '0')}`;
}
