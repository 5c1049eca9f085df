import type { StandardSchemaV1 } from '@standard-schema/spec';
import { concat, defer, EMPTY, from, take, tap, throwError } from 'rxjs';
import type { Watermark } from '../../../src/incremental/watermark';
import { AsyncPaginator } from '../../../src/pagination/async-paginator';
import { Paginator } from '../../../src/pagination/paginator';
import { type Call, RECORDS, STUDY } from './call';
import { canary } from './canary';
import { OwnError } from './own-error';

const filter = `subjectKey!=${canary('filter')}`;
const params = { [canary('parameter')]: canary('value') };
const LIST = { pageSize: 5, filter, recordDataFilter: `aesev!=${canary('data-filter')}`, params };

const OTHERS = [
  ...(['sites', 'forms', 'intervals', 'visits', 'subjects', 'users', 'variables', 'codings'] as const),
  ...(['queries', 'recordRevisions'] as const),
];

/** A schema that nothing fits, and that quotes what it finds. */
const NO_ANSWERS: StandardSchemaV1<unknown, object> = {
  '~standard': {
    version: 1,
    vendor: 'specs',
    validate: (data) => ({
      issues: Object.entries(data as object).map(([name, value]) => ({
        message: `${name} is ${String(value)}`,
        path: [name, String(value)],
      })),
    }),
  },
};

/** Lists in each way that there is to read them. */
export const LIST_CALLS: readonly Call[] = [
  { story: 'a list', run: ({ records }) => records.list(LIST) },
  { story: 'a list that is left early', run: ({ records }) => records.list(LIST).pipe(take(7)) },
  { story: 'pages', run: ({ records }) => records.pages(LIST) },
  { story: 'pages that are read ahead', run: ({ records }) => records.pages({ ...LIST, prefetch: 3 }) },
  { story: 'pages by key', run: ({ records }) => records.pages({ ...LIST, strategy: 'keyset' }) },
  {
    story: 'a list in parts',
    run: ({ records }) => records.list({ ...LIST, strategy: 'keyset', partitions: 3 }),
  },
  { story: 'work on pages', run: ({ records }) => records.process(() => EMPTY, LIST) },
  {
    ...{ story: 'work that fails', error: 'OwnError' },
    run: ({ records }) => records.process(() => throwError(() => new OwnError(canary('work'))), LIST),
  },
  {
    story: 'an async iterator',
    run: ({ client }) => from(new AsyncPaginator(client, RECORDS, { params: { ...params, filter } })),
  },
  {
    story: 'what changed, and was deleted',
    run: ({ records }, { fake }) => {
      let watermark: Watermark | null = null;
      const run$ = defer(() => records.since(watermark, { pageSize: 5, filter }).process(() => EMPTY));
      return concat(
        run$.pipe(tap((ack) => (watermark = ack.watermark ?? null))),
        defer(() => {
          fake.changeRecord('DEMO', 1_000_003, { deleted: true });
          return run$;
        }),
      );
    },
  },
  ...(['warn', 'error', 'restart', 'reconcile'] as const).map((onDrift): Call => ({
    story: `a list that changes meanwhile, with onDrift "${onDrift}"`,
    ...(onDrift === 'error' ? { error: 'PaginationDriftError' } : {}),
    run: ({ records }, { fake }) => {
      const before = fake.recordCount('DEMO');
      const change = (): void => {
        if (fake.recordCount('DEMO') === before) fake.deleteRecords('DEMO', 2, { at: 'start' });
      };
      return records.pages({ ...LIST, onDrift }).pipe(tap(change));
    },
  })),
  { story: 'the studies', run: ({ studies }) => studies.list({ filter: `studyName!=${canary('filter')}` }) },
  ...OTHERS.map((name): Call => ({
    story: `the list ${name}`,
    run: (imednet) => imednet[name].list({ pageSize: 7, params }),
  })),
  {
    story: 'a list of an operation of its own',
    run: ({ client }) =>
      client.trace({ name: 'sites.import', studyKey: 'DEMO' }, (traced) =>
        new Paginator(traced, `${STUDY}/sites`, { params }).items(),
      ),
  },
  // Dates of this study are canaries too, so that nothing fits.
  { story: 'records, checked', run: ({ records }) => records.list({ pageSize: 7, validate: 'warn' }) },
  ...OTHERS.map((name): Call => ({
    story: `the list ${name}, checked`,
    run: (imednet) => imednet[name].list({ pageSize: 7, validate: 'warn' }),
  })),
  {
    ...{ story: 'a list that must fit', error: 'ItemValidationError' },
    run: ({ records }) => records.list({ pageSize: 7, validate: 'strict' }),
  },
  {
    ...{ story: 'a list with dates', error: 'ItemValidationError' },
    run: ({ records }) => records.list({ pageSize: 7, dates: 'Date' }),
  },
  {
    ...{ story: 'answers that must fit', error: 'ItemValidationError' },
    run: ({ records }) => records.list({ pageSize: 7, recordDataSchema: NO_ANSWERS }),
  },
  { story: 'a number of items', run: ({ subjects }) => subjects.count({ filter }) },
  { story: 'a record', run: ({ records }) => records.get(1_000_003) },
  {
    ...{ story: 'a subject that there is not', error: 'NotFoundError' },
    run: ({ subjects }) => subjects.get(canary('key')),
  },
];
