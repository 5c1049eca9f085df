import { DAY } from './timestamp';

/** How large the fake's world is and how it behaves; everything has a default. */
export interface FakeImednetOptions {
  /** The same seed gives the same bytes; 1. */
  readonly seed?: number;
  /** Number of studies, named `DEMO`, `DEMO-2`, …; 1. */
  readonly studies?: number;
  /** Sites of each study; 5. */
  readonly sites?: number;
  /** Subjects of each study; 50. */
  readonly subjects?: number;
  /** Visits of each subject, hence also intervals of each study; 4. */
  readonly visitsPerSubject?: number;
  /** Records of each visit; 3. */
  readonly recordsPerVisit?: number;
  /** Exact number of records of each study, instead of subjects × visits × records per visit. */
  readonly records?: number;
  /** When the first study began; 2024-01-08, or about two years before an earlier `now`. Enrolment takes 19 months. */
  readonly studyStart?: Date | number;
  /** If given, a request without it is answered with 401. */
  readonly apiKey?: string;
  /** If given, a request without it is answered with 401. */
  readonly securityKey?: string;
  /** The fake's clock; by default it stands still at 2026-01-01 00:00:00 UTC. */
  readonly now?: () => Date | number;
  /** What successive GETs of a job say before it ends; `['PROCESSING']`. */
  readonly jobSteps?: readonly string[];
}

/** The options with their defaults filled in. */
export interface FakeSettings {
  readonly seed: number;
  readonly studies: number;
  readonly sites: number;
  readonly subjects: number;
  readonly visitsPerSubject: number;
  readonly recordsPerVisit: number;
  readonly records: number;
  /** ms since 1970. */
  readonly studyStart: number;
  /** The fake's first moment, in ms since 1970: what is generated is older, what changes is not. */
  readonly begin: number;
  readonly apiKey: string | undefined;
  readonly securityKey: string | undefined;
  readonly now: () => number;
  readonly jobSteps: readonly string[];
}

const DEFAULT_NOW = Date.UTC(2026, 0, 1);
const DEFAULT_START = Date.UTC(2024, 0, 8);

/** Fills the defaults in and refuses sizes that make no world. */
export function resolveFakeOptions(options: FakeImednetOptions): FakeSettings {
  const subjects = count('subjects', options.subjects ?? 50, 0);
  const visitsPerSubject = count('visitsPerSubject', options.visitsPerSubject ?? 4, 1);
  const recordsPerVisit = count('recordsPerVisit', options.recordsPerVisit ?? 3, 1);
  const records = count('records', options.records ?? subjects * visitsPerSubject * recordsPerVisit, 0);
  if (records > 0 && subjects === 0) throw new RangeError('records need at least one subject');
  const { now } = options;
  const clock = now ? () => Number(now()) : () => DEFAULT_NOW;
  const begin = instant('now', clock(), Infinity);
  return {
    seed: count('seed', options.seed ?? 1, Number.MIN_SAFE_INTEGER),
    studies: count('studies', options.studies ?? 1, 1),
    sites: count('sites', options.sites ?? 5, 1),
    subjects,
    visitsPerSubject,
    recordsPerVisit,
    records,
    studyStart: instant('studyStart', Number(options.studyStart ?? startBefore(begin)), begin),
    begin,
    apiKey: options.apiKey,
    securityKey: options.securityKey,
    now: clock,
    jobSteps: options.jobSteps ?? ['PROCESSING'],
  };
}

/** Leaves the default world enough time to happen in. */
function startBefore(begin: number): number {
  const room = DEFAULT_NOW - DEFAULT_START;
  return Math.min(DEFAULT_START, Math.floor((begin - room) / DAY) * DAY);
}

function instant(name: string, value: number, latest: number): number {
  if (Number.isNaN(new Date(value).getTime()) || value > latest) {
    throw new RangeError(`${name} must be a time that is not in the fake's future`);
  }
  return value;
}

function count(name: string, value: number, minimum: number): number {
  if (!Number.isSafeInteger(value) || value < minimum) {
    throw new RangeError(`${name} must be a whole number, at least ${minimum}`);
  }
  return value;
}
