import { asyncScheduler, defer, map, type Observable, of, switchMap, toArray } from 'rxjs';
import { filterDate } from '../filters/filter-date';
import { allOf } from '../http/all-of';
import { encodePath } from '../http/encode-path';
import { readApiDate } from '../models/api-date';
import type { Form } from '../models/form';
import type { Interval } from '../models/interval';
import type { ImednetRecord } from '../models/record';
import type { RecordRevision } from '../models/record-revision';
import type { Site } from '../models/site';
import type { Subject } from '../models/subject';
import { Paginator } from '../pagination/paginator';
import type { Requestor } from '../pagination/requestor';
import { parseHttpDate } from '../policies/http-date';
import type { NewRecord } from './new-record';
import type { StudyTraces } from './study-traces';

/** What is read, and from when on. */
export interface TraceWindow {
  readonly studyKey: string;
  /** When the batch's intent was made, in ms by the client's clock. */
  readonly intentAt: number;
  /** In ms. */
  readonly overlap: number;
}

/**
 * Reads what changed in a study since a batch may have been sent.
 *
 * @returns cold; emits it, or `undefined` when the server does not tell its time, and completes
 */
export function readTraces(
  client: Requestor,
  items: readonly NewRecord[],
  { studyKey, intentAt, overlap }: TraceWindow,
): Observable<StudyTraces | undefined> {
  const list = <T extends object>(name: string, itemKey: string, filter?: string): Observable<T[]> =>
    new Paginator<T>(client, encodePath('studies', studyKey, name), {
      ...{ itemKey, pageSize: 500, strategy: 'keyset', onKeysetUnsupported: 'offset', onDrift: 'restart' },
      // They are compared with what was sent: 1.10 is 1.1 there.
      numbers: 'number',
      params: filter === undefined ? {} : { filter },
    })
      .items()
      .pipe(toArray());
  const listIf = <T extends object>(isNeeded: boolean, ...of_: Parameters<typeof list>): Observable<T[]> =>
    isNeeded ? list<T>(...of_) : of([]);
  const names = (property: string): boolean => items.some((item) => Object.hasOwn(item, property));

  return clockSkew(client, studyKey).pipe(
    switchMap((skew) => {
      if (skew === undefined) return of(undefined);
      const since = intentAt + skew - overlap;
      const from = filterDate(since);
      const isRecent = (date: unknown): boolean =>
        (readApiDate(date) ?? Infinity) >= Math.floor(since / 1000) * 1000;
      return allOf([
        list<ImednetRecord>('records', 'recordId', `dateModified>=${from}`),
        list<RecordRevision>('recordRevisions', 'recordRevisionId', `dateCreated>=${from}`),
        listIf<Subject>(
          names('siteId') || names('siteName'),
          ...(['subjects', 'subjectId', `dateCreated>=${from}`] as const),
        ),
        listIf<Form>(names('formId'), 'forms', 'formId'),
        listIf<Site>(names('siteName'), 'sites', 'siteId'),
        listIf<Interval>(names('intervalName'), 'intervals', 'intervalId'),
      ]).pipe(
        map(([records, revisions, subjects, forms, sites, intervals]) => ({
          names: { forms, sites, intervals },
          // A server may pass over filters.
          records: records.filter(({ dateModified }) => isRecent(dateModified)),
          revisions: revisions.filter(({ dateCreated }) => isRecent(dateCreated)),
          subjects: subjects.filter(({ dateCreated }) => isRecent(dateCreated)),
          since,
          intentAt: intentAt + skew,
        })),
      );
    }),
  );
}

/** How far the server's clock is ahead of this one, in ms. */
function clockSkew(client: Requestor, studyKey: string): Observable<number | undefined> {
  return defer(() =>
    client.get<{ readonly metadata?: { readonly timestamp?: unknown } } | null>(
      encodePath('studies', studyKey, 'records'),
      { page: 0, size: 1 },
    ),
  ).pipe(
    map(({ data, headers }) => {
      const now = asyncScheduler.now();
      const date: unknown = (headers as Readonly<Record<string, unknown>> | undefined)?.['date'];
      // First what rows get their dates by.
      const server =
        readApiDate(data?.metadata?.timestamp) ??
        (typeof date === 'string' ? parseHttpDate(date, now) : undefined);
      return server === undefined ? undefined : server - now;
    }),
  );
}
