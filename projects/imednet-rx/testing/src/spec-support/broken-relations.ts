import type { ImednetRecord, RecordRevision } from 'imednet-rx';
import { brokenDates } from './broken-dates';
import type { WholeStudy } from './whole-study';

/** What of the rows of a study contradicts another row: nothing, if the fake is right. */
export function brokenRelations(study: WholeStudy, now: string): string[] {
  return [
    ...brokenKeys(study),
    ...brokenPlaces(study),
    ...brokenRecords(study),
    ...brokenTrail(study),
    ...brokenQueries(study),
    ...brokenCodings(study),
    ...brokenDates(study, now),
  ];
}

type Check = readonly [holds: boolean, story: string];

const broken = (checks: readonly Check[]): string[] =>
  checks.filter(([holds]) => !holds).map(([, story]) => story);

const byKey = <T>(rows: readonly T[], key: keyof T): ReadonlyMap<unknown, T> =>
  new Map(rows.map((row) => [row[key], row]));

function brokenKeys(study: WholeStudy): string[] {
  const unique = <T>(rows: readonly T[], key: keyof T): Check => [
    new Set(rows.map((row) => row[key])).size === rows.length,
    `${String(key)} is not unique`,
  ];
  return broken([
    unique(study.sites, 'siteId'),
    unique(study.forms, 'formId'),
    unique(study.intervals, 'intervalId'),
    unique(study.visits, 'visitId'),
    unique(study.subjects, 'subjectId'),
    unique(study.subjects, 'subjectKey'),
    unique(study.subjects, 'subjectOid'),
    unique(study.users, 'userId'),
    unique(study.users, 'login'),
    unique(study.variables, 'variableId'),
    unique(study.variables, 'variableName'),
    unique(study.codings, 'codingId'),
    unique(study.queries, 'annotationId'),
    unique(study.recordRevisions, 'recordRevisionId'),
    unique(study.records, 'recordId'),
  ]);
}

/** Subjects at sites, visits of subjects and intervals, variables on forms, users in roles. */
function brokenPlaces(study: WholeStudy): string[] {
  const sites = byKey(study.sites, 'siteId');
  const subjects = byKey(study.subjects, 'subjectId');
  const intervals = byKey(study.intervals, 'intervalId');
  const forms = byKey(study.forms, 'formId');
  const form = (id: number, key: string, name: string): boolean =>
    forms.get(id)?.formKey === key && forms.get(id)?.formName === name;
  return broken([
    ...study.subjects.map((row): Check => [
      sites.get(row.siteId)?.siteName === row.siteName,
      `subject ${row.subjectId} is at no site`,
    ]),
    ...study.visits.map((row): Check => [
      subjects.get(row.subjectId)?.subjectKey === row.subjectKey &&
        intervals.get(row.intervalId)?.intervalName === row.intervalName,
      `visit ${row.visitId} has no subject or interval`,
    ]),
    ...study.visits.map((row): Check => [
      (intervals.get(row.intervalId)?.actualDate ?? null) === row.visitDateQuestion &&
        (intervals.get(row.intervalId)?.actualDateForm ?? null) === row.visitDateForm,
      `visit ${row.visitId} is dated by another field than its interval`,
    ]),
    ...study.intervals.flatMap((row) =>
      row.forms.map((some): Check => [
        form(some.formId, some.formKey, some.formName),
        `interval ${row.intervalId} schedules no form`,
      ]),
    ),
    ...study.variables.map((row): Check => [
      form(row.formId, row.formKey, row.formName),
      `variable ${row.variableId} is on no form`,
    ]),
    ...study.users.map((row): Check => [row.roles.length > 0, `user ${row.userId} has no role`]),
  ]);
}

function brokenRecords(study: WholeStudy): string[] {
  const subjects = byKey(study.subjects, 'subjectId');
  const visits = byKey(study.visits, 'visitId');
  const forms = byKey(study.forms, 'formId');
  const intervals = byKey(study.intervals, 'intervalId');
  const records = byKey(study.records, 'recordId');
  const ever = new Set(study.recordRevisions.map(({ recordId }) => recordId));
  const datesOf = (visitId: number, question: string): unknown[] =>
    study.records
      .filter((row) => row.visitId === visitId && !row.deleted)
      .map(({ recordData }) => recordData[question]);
  return broken([
    ...study.records.flatMap((row): Check[] => {
      const subject = subjects.get(row.subjectId);
      const visit = row.visitId === null ? undefined : visits.get(row.visitId);
      const parent = records.get(row.parentRecordId);
      return [
        [
          subject?.subjectKey === row.subjectKey &&
            subject.subjectOid === row.subjectOid &&
            subject.siteId === row.siteId,
          `record ${row.recordId} has no subject`,
        ],
        [forms.get(row.formId)?.formKey === row.formKey, `record ${row.recordId} has no form`],
        [
          row.visitId === null || (visit?.subjectId === row.subjectId && visit.intervalId === row.intervalId),
          `record ${row.recordId} is at no visit of its subject`,
        ],
        [row.intervalId === null || intervals.has(row.intervalId), `record ${row.recordId} has no interval`],
        [
          row.parentRecordId === null ||
            (parent ? parent.subjectId === row.subjectId : ever.has(row.parentRecordId)),
          `record ${row.recordId} has no parent`,
        ],
      ];
    }),
    ...study.visits.map((row): Check => [
      row.visitDate === null || datesOf(row.visitId, row.visitDateQuestion ?? '').includes(row.visitDate),
      `visit ${row.visitId} has a date that no record gives`,
    ]),
  ]);
}

/** Each record's revisions are numbered from 1 on, and the last one is as the record. */
function brokenTrail(study: WholeStudy): string[] {
  const records = byKey(study.records, 'recordId');
  const users = byKey(study.users, 'login');
  const trails = new Map<number, RecordRevision[]>(study.records.map(({ recordId }) => [recordId, []]));
  for (const row of study.recordRevisions) {
    trails.set(row.recordId, [...(trails.get(row.recordId) ?? []), row]);
  }
  return broken([
    ...study.recordRevisions.map((row): Check => [
      users.get(row.user)?.roles.some(({ name }) => name === row.role) === true,
      `revision ${row.recordRevisionId} was made by nobody in that role`,
    ]),
    ...[...trails].flatMap(([recordId, trail]): Check[] => {
      const last = trail.at(-1);
      const record = records.get(recordId);
      return [
        [
          trail.every(({ recordRevision }, index) => recordRevision === index + 1),
          `the revisions of record ${recordId} are not numbered`,
        ],
        [
          trail.every(({ dataRevision }, index) => {
            const step = dataRevision - (trail[index - 1]?.dataRevision ?? 0);
            return index === 0 ? step === 1 : step === 0 || step === 1;
          }),
          `the data of record ${recordId} are not numbered`,
        ],
        [
          record ? last !== undefined && isStateOf(last, record) : last?.deleted === true,
          `the last revision of record ${recordId} is not how it is`,
        ],
        [
          !record || trail[0]?.dateCreated === record.dateCreated,
          `record ${recordId} was created at another time than its first revision`,
        ],
        [trail[0]?.reasonForChange === null, `record ${recordId} was created for a reason`],
      ];
    }),
  ]);
}

function isStateOf(revision: RecordRevision, record: ImednetRecord): boolean {
  const same = [
    ...(['studyKey', 'recordOid', 'recordStatus', 'subjectId', 'subjectOid', 'subjectKey'] as const),
    ...(['siteId', 'formKey', 'intervalId', 'deleted'] as const),
  ];
  return (
    same.every((name) => revision[name] === record[name]) && revision.dateCreated === record.dateModified
  );
}

function brokenQueries(study: WholeStudy): string[] {
  const records = byKey(study.records, 'recordId');
  const subjects = byKey(study.subjects, 'subjectId');
  const ever = new Set<number | null>(study.recordRevisions.map(({ recordId }) => recordId));
  const users = byKey(study.users, 'login');
  const questions = new Set<string | null>(study.variables.map(({ variableName }) => variableName));
  const levels = ['study', 'subject', 'record', 'question'];
  return broken(
    study.queries.flatMap((row): Check[] => {
      const level = levels.indexOf(row.annotationType);
      const record = records.get(row.recordId);
      const named = [row.subjectId, row.recordId, row.variable].map((value) => value !== null);
      const story = `query ${row.annotationId}`;
      return [
        [
          level >= 0 && named.every((is, index) => is === level > index),
          `${story} names other things than it is about`,
        ],
        [
          row.subjectId === null ||
            (subjects.get(row.subjectId)?.subjectKey === row.subjectKey &&
              subjects.get(row.subjectId)?.subjectOid === row.subjectOid),
          `${story} is about no subject`,
        ],
        [
          row.recordId === null || (record ? record.subjectId === row.subjectId : ever.has(row.recordId)),
          `${story} is about no record`,
        ],
        [row.variable === null || questions.has(row.variable), `${story} is about no variable`],
        [
          row.queryComments.length > 0 &&
            row.queryComments.every(
              ({ sequence, user, closed, annotationStatus }, index) =>
                sequence === index + 1 && users.has(user) && closed === annotationStatus.endsWith('Closed'),
            ),
          `${story} has a broken history`,
        ],
      ];
    }),
  );
}

function brokenCodings(study: WholeStudy): string[] {
  const records = byKey(study.records, 'recordId');
  const sites = byKey(study.sites, 'siteId');
  const ever = new Set(study.recordRevisions.map(({ recordId }) => recordId));
  const onForm = new Set(study.variables.map(({ formKey, variableName }) => `${formKey}.${variableName}`));
  const coders = new Set(study.users.map(({ firstName, lastName }) => `${firstName} ${lastName}`));
  return broken(
    study.codings.flatMap((row): Check[] => {
      const record = records.get(row.recordId);
      return [
        [
          record
            ? record.formKey === row.formKey && record.subjectKey === row.subjectKey
            : ever.has(row.recordId),
          `coding ${row.codingId} is of no record`,
        ],
        [
          typeof record?.recordData[row.variable] !== 'string' ||
            record.recordData[row.variable] === row.value,
          `coding ${row.codingId} is of another answer`,
        ],
        [
          onForm.has(`${row.formKey}.${row.variable}`) &&
            sites.get(row.siteId)?.siteName === row.siteName &&
            coders.has(row.codedBy),
          `coding ${row.codingId} is of no variable, site or coder`,
        ],
      ];
    }),
  );
}
