import type { ImednetRecord, Query, QueryComment } from 'imednet-rx';
import { FIRST_ID } from '../ids';
import type { Random } from '../random';
import { DAY, milliseconds, timestamp } from '../timestamp';
import { personWithRole } from './definitions';
import { generateRecord } from './records';
import type { StudyPlan } from './study-plan';

/** Each n-th record has a query. */
const QUERY_EVERY = 10;
const HOUR = 3_600_000;

/** What can be done to a query. */
export type QueryStep = 'open' | 'answered' | 'closed' | 'reopened';

/** What a query says after a step. */
const QUERY_STATUS: Readonly<Record<QueryStep, string>> = {
  open: 'Monitor Query Open',
  answered: 'Monitor Query Answered',
  closed: 'Monitor Query Closed',
  reopened: 'Monitor Query Reopened',
};

/** What a query is about; whatever is narrower than that is null. */
export type QuerySubject = 'study' | 'subject' | 'record' | 'question';

export function queryCount(records: number): number {
  return Math.ceil(records / QUERY_EVERY);
}

export function generateQuery(plan: StudyPlan, index: number): Query {
  const random = plan.random('query', index);
  const record = generateRecord(plan, index * QUERY_EVERY);
  const opened = milliseconds(record.dateModified) + random.int(1, 72) * HOUR;
  const comments = history(random).map(({ step, days }, nth) =>
    queryComment(plan, {
      sequence: nth + 1,
      step,
      time: plan.by(opened + days * DAY),
      person: index + nth,
      comment: random.pick(plan.words.remarks),
    }),
  );
  return {
    ...queryAbout(aboutWhat(random), record),
    annotationId: FIRST_ID.annotation + index,
    type: index % 3 === 0 ? null : 'question',
    description: 'Monitor Query',
    dateCreated: timestamp(plan.by(opened)),
    dateModified: comments.at(-1)?.date ?? timestamp(plan.by(opened)),
    queryComments: comments,
  };
}

/** One step of a query, taken by a monitor, or by the site's coordinator if it is an answer. */
export function queryComment(
  plan: StudyPlan,
  {
    sequence,
    step,
    time,
    person,
    comment,
  }: {
    readonly sequence: number;
    readonly step: QueryStep;
    readonly time: number;
    readonly person: number;
    readonly comment: string;
  },
): QueryComment {
  const role = step === 'answered' ? 'Research Coordinator' : 'Monitor';
  return {
    sequence,
    annotationStatus: QUERY_STATUS[step],
    user: plan.person(personWithRole(role, person)).login,
    comment,
    closed: step === 'closed',
    date: timestamp(time),
  };
}

/** The attributes that say what a query is about. */
export function queryAbout(
  annotationType: QuerySubject,
  record: ImednetRecord,
  variable = Object.keys(record.recordData)[0] ?? null,
): Pick<
  Query,
  'studyKey' | 'subjectId' | 'subjectOid' | 'subjectKey' | 'annotationType' | 'recordId' | 'variable'
> {
  const ofSubject = annotationType !== 'study';
  const ofRecord = annotationType === 'record' || annotationType === 'question';
  return {
    studyKey: record.studyKey,
    subjectId: ofSubject ? record.subjectId : null,
    subjectOid: ofSubject ? record.subjectOid : null,
    subjectKey: ofSubject ? record.subjectKey : null,
    annotationType,
    recordId: ofRecord ? record.recordId : null,
    variable: annotationType === 'question' ? variable : null,
  };
}

function aboutWhat(random: Random): QuerySubject {
  const choice = random.next();
  if (choice < 0.04) return 'study';
  if (choice < 0.15) return 'subject';
  return choice < 0.3 ? 'record' : 'question';
}

/** Most queries are answered and closed, some wait, a few are opened again. */
function history(random: Random): readonly { readonly step: QueryStep; readonly days: number }[] {
  const [answered, closed, reopened] = [random.int(1, 12), random.int(1, 10), random.int(1, 5)];
  const steps = [
    { step: 'open', days: 0 },
    { step: 'answered', days: answered },
    { step: 'closed', days: answered + closed },
    { step: 'reopened', days: answered + closed + reopened },
  ] as const;
  const reached = random.next();
  return steps.slice(0, reached < 0.2 ? 1 : reached < 0.35 ? 2 : reached < 0.95 ? 3 : 4);
}
