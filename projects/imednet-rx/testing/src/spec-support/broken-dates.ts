import type { WholeStudy } from './whole-study';

/** Rows that were modified before they were created, or whose dates lie in the future. */
export function brokenDates(study: WholeStudy, now: string): string[] {
  const dated = [
    ...[study.sites, study.forms, study.intervals, study.visits, study.subjects, study.variables],
    ...[study.queries, study.records],
  ].flat();
  const spans = dated.map(({ dateCreated, dateModified }) => [dateCreated, dateModified]);
  const histories = [
    ...spans,
    ...study.queries.map(({ dateCreated, dateModified, queryComments }) => [
      dateCreated,
      ...queryComments.map(({ date }) => date),
      dateModified,
    ]),
    ...trails(study),
    ...study.codings.map(({ dateCoded }) => [dateCoded]),
    ...study.subjects.map(({ enrollmentStartDate }) => [enrollmentStartDate]),
    ...study.visits.map(({ visitDate }) => [visitDate ?? '']),
    ...study.visits.map(({ startDate, dueDate, endDate }) => [startDate ?? '', dueDate ?? '', endDate ?? '']),
  ];
  const planned = histories.slice(-study.visits.length);
  return histories.flatMap((dates) => {
    const inOrder = dates.every((date, index) => index === 0 || (dates[index - 1] ?? '') <= date);
    const isPast = planned.includes(dates) || dates.every((date) => date <= now);
    return inOrder && isPast ? [] : [`dates are not in order: ${dates.join(', ')}; now ${now}`];
  });
}

/** The dates of each record's revisions, from its creation to its last change. */
function trails({ records, recordRevisions }: WholeStudy): string[][] {
  const dates = new Map(records.map(({ recordId, dateCreated }) => [recordId, [dateCreated]]));
  for (const { recordId, dateCreated } of recordRevisions) dates.get(recordId)?.push(dateCreated);
  for (const { recordId, dateModified } of records) dates.get(recordId)?.push(dateModified);
  return [...dates.values()];
}
