import type { FakeSettings } from '../fake-options';
import { mixSeed, Random } from '../random';
import { DAY } from '../timestamp';
import { VISIT_FORMS } from './form-templates';
import { createWordPools } from './word-pools';
import type { Person, WordPools } from './word-pools';

/** Keeps the random numbers of one kind of row apart from those of another. */
const KINDS = ['study', 'site', 'subject', 'visit', 'record', 'revision', 'query', 'user', 'coding'] as const;
type Kind = (typeof KINDS)[number];

const PEOPLE = 12;
const STUDY_START = Date.UTC(2024, 0, 8);

/**
 * The arithmetic that ties a study's rows together: which site, subject, visit and form a row of a
 * given index belongs to. Generators ask it instead of each other.
 */
export class StudyPlan {
  readonly studyKey: string;
  readonly words: WordPools;
  readonly #seed: number;

  constructor(
    readonly settings: FakeSettings,
    readonly index: number,
  ) {
    this.studyKey = index === 0 ? 'DEMO' : `DEMO-${index + 1}`;
    this.#seed = mixSeed(settings.seed, index);
    this.words = createWordPools(this.#seed, settings.sites, PEOPLE);
  }

  /** When the study began. */
  get startedAt(): number {
    return STUDY_START + this.index * DAY;
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
    return subject % this.settings.sites;
  }

  subjectKey(subject: number): string {
    const sites = this.settings.sites;
    return subjectKey(subject % sites, Math.floor(subject / sites));
  }

  /** The inverse of {@link subjectKey}; -1 if no original subject has that key. */
  subjectOfKey(key: string): number {
    const [site, ordinal] = key.split('-').map(Number);
    const index = ((ordinal ?? NaN) - 1) * this.settings.sites + (site ?? NaN) - 1;
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

  enrolledAt(subject: number): number {
    return this.startedAt + ((subject * 37) % 365) * DAY;
  }

  visitedAt(visit: number): number {
    const interval = this.intervalOfVisit(visit);
    const slack = this.random('visit', visit).int(interval === 0 ? 0 : -2, 2);
    return this.enrolledAt(this.subjectOfVisit(visit)) + (interval * 14 + slack) * DAY;
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
}

/** A subject's key: the number of the site, then the subject's number within it. */
export function subjectKey(site: number, ordinal: number): string {
  return `${String(site + 1).padStart(3, '0')}-${String(ordinal + 1).padStart(4, '0')}`;
}
