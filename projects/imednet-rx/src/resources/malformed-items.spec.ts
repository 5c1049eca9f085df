import type { AxiosAdapter, AxiosResponse } from 'axios';
import fc from 'fast-check';
import { from, lastValueFrom, type Observable, of, take, toArray } from 'rxjs';
import { API_LIST_NAMES } from '../../spec/api-lists';
import { failureOf } from '../../spec/failure-of';
import { holds, must } from '../../spec/holds';
import { createImednet, type Imednet } from '../client/imednet';
import { InvalidArgumentError } from '../errors/client-error';
import { isImednetError } from '../errors/imednet-error';
import { InvalidRecordsError } from '../errors/invalid-records-error';
import { PaginationError, ResponseContractError } from '../errors/response-contract-error';
import type { WriteReceipt } from '../models/write-receipt';
import { AsyncPaginator } from '../pagination/async-paginator';
import { JsonListPaginator } from '../pagination/json-list-paginator';
import { Paginator } from '../pagination/paginator';
import type { StudySchema } from '../study-schema/study-schema';
import type { NewRecord } from '../writes/new-record';

const DATES = { dateCreated: '2024-01-01 00:00:00', dateModified: '2024-01-01 00:00:00' };
const ROW = { ...DATES, recordId: 1, recordRevisionId: 1, deleted: false, recordData: {} };
const ITEMS: readonly NewRecord[] = [{ formKey: 'AE', subjectKey: '1', data: { a: 'x' } }];
const PATH = '/api/v1/edc/studies/DEMO/records';
const DEPTH = 50_000;
/** A member that is nested more deeply than JSON can be written. */
const deepText = (row: object): string =>
  JSON.stringify({ ...row, recordData: { a: 0 } }).replace(
    '"a":0',
    `"a":${'['.repeat(DEPTH)}${']'.repeat(DEPTH)}`,
  );

/** An instance whose lists have these rows, as JSON text, on one page. */
function open(rowsOf: (list: string) => readonly string[], bare = false): Imednet {
  const adapter: AxiosAdapter = (config) => {
    const url = new URL(config.url ?? '');
    const rows = rowsOf(url.pathname.split('/').at(-1) ?? '');
    const page = {
      currentPage: 0,
      size: Number(url.searchParams.get('size') ?? 100),
      totalElements: rows.length,
    };
    const pagination = JSON.stringify({ ...page, totalPages: Math.ceil(rows.length / page.size) });
    const data = rows.slice(0, page.size).join(',');
    const metadata = JSON.stringify({ status: 'OK', timestamp: '2026-03-01 12:00:00', error: {} });
    return Promise.resolve<AxiosResponse>({
      ...{ status: 200, statusText: 'OK', headers: {}, config, request: undefined },
      data: bare ? `[${data}]` : `{"metadata":${metadata},"pagination":${pagination},"data":[${data}]}`,
    });
  };
  return createImednet({
    ...{ apiKey: 'a', securityKey: 'b', baseUrl: 'https://api.test', adapter, retries: 0 },
    defaultStudyKey: 'DEMO',
  });
}

const SCHEMA = {
  '~standard': { version: 1, vendor: 'x', validate: (value: unknown) => ({ value: value as object }) },
} as const;

const receipt = async (imednet: Imednet): Promise<WriteReceipt> =>
  lastValueFrom(
    imednet.records.submit(ITEMS, { journal: { save: () => Promise.reject(new Error('x')) } }).pipe(take(1)),
  );

/** All that reads a list of records. */
const WAYS: Readonly<Record<string, (imednet: Imednet) => Observable<unknown>>> = {
  list: ({ records }) => records.list(),
  pages: ({ records }) => records.pages(),
  process: ({ records }) => records.process(() => of(0)),
  keyset: ({ records }) => records.list({ strategy: 'keyset' }),
  prefetch: ({ records }) => records.list({ prefetch: 3 }),
  get: ({ records }) => records.get(1),
  count: ({ records }) => records.count(),
  'validate warn': ({ records }) => records.list({ validate: 'warn' }),
  'validate strict': ({ records }) => records.list({ validate: 'strict' }),
  dates: ({ records }) => records.list({ dates: 'Date' }),
  recordDataSchema: ({ records }) => records.list({ recordDataSchema: SCHEMA }),
  watch: ({ records }) => records.watch({}, { every: 1000 }).pipe(take(1)),
  since: ({ records }) => records.since(null).process(() => of(0)),
  revisions: ({ recordRevisions }) => recordRevisions.list({ validate: 'warn', dates: 'Date' }),
  AsyncPaginator: ({ client }) => from(new AsyncPaginator(client, PATH, { itemKey: 'recordId' })),
  Paginator: ({ client }) => new Paginator(client, PATH, { itemKey: 'recordId' }).items(),
  reconcile: (imednet) =>
    from(receipt(imednet).then((one) => lastValueFrom(imednet.records.reconcile(one, ITEMS, { settle: 0 })))),
};

/** How a stream ends. */
const endOf = (source: Observable<unknown>): Promise<unknown> =>
  lastValueFrom(source.pipe(toArray())).catch((error: unknown) => error);

const nameOf = (end: unknown): string => (end instanceof Error ? `${end.name}: ${end.message}` : 'items');

describe('an item that is not a JSON object', () => {
  for (const [way, read] of Object.entries(WAYS)) {
    it(`ends in a PaginationError that names page and item: ${way}`, async () => {
      for (const odd of ['null', '7', '"Jane"', '[]', 'true', '[{"recordId":1}]']) {
        const error = (await failureOf(read(open(() => [odd, odd])))) as PaginationError;
        expect(error).withContext(odd).toBeInstanceOf(PaginationError);
        expect(error.message).toContain("Page 0 can't be read safely: its item 0 is not a JSON object");
        expect(error.message).not.toContain('Jane');
      }
    });
  }

  for (const name of API_LIST_NAMES) {
    it(`is never emitted by ${name}`, async () => {
      const error = await failureOf((open(() => ['null'])[name] as { list(): Observable<unknown> }).list());
      expect(error).toBeInstanceOf(PaginationError);
    });
  }

  it('is an error in a bare array of items with a key, and an item like others without one', async () => {
    const { client } = open(() => ['null', '7'], true);
    const items = new JsonListPaginator(client, PATH, { maxPages: 1 }).items().pipe(toArray());
    expect(await lastValueFrom(items)).toEqual([null, 7]);
    expect(await failureOf(new JsonListPaginator(client, PATH, { itemKey: 'id' }).items())).toBeInstanceOf(
      PaginationError,
    );
  });
});

describe('an item with members that are not as documented', () => {
  const anyRow = fc.dictionary(
    fc.constantFrom(
      ...['recordId', 'recordRevisionId', 'formKey', 'subjectKey', 'dateModified', 'dateCreated', 'deleted'],
      ...['recordData', 'keywords', 'siteId', 'toString', 'valueOf', '__proto__', 'constructor'],
    ),
    fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constant({ toString: 1, valueOf: 1 }), fc.constant(1)),
  );
  for (const [way, read] of Object.entries(WAYS)) {
    it(`ends in a typed error, if in any: ${way}`, () =>
      holds(
        fc.asyncProperty(fc.array(anyRow, { minLength: 1, maxLength: 3 }), async (rows) => {
          const texts = rows.map((row) => JSON.stringify({ ...ROW, ...row }));
          const end = await endOf(read(open(() => texts)));
          must(Array.isArray(end) || isImednetError(end), `it ends in ${nameOf(end)}`);
        }),
        25,
      ));
  }

  for (const [way, read] of Object.entries(WAYS)) {
    it(`ends in a typed error, if in any, however deeply it is nested: ${way}`, async () => {
      const end = await endOf(
        read(open(() => [deepText(ROW), deepText({ ...ROW, recordId: 2, recordRevisionId: 2 })])),
      );
      if (!Array.isArray(end)) expect(end).withContext(nameOf(end)).toBeInstanceOf(ResponseContractError);
    });
  }

  it('can be read in every way that compares nothing', async () => {
    const imednet = open(() => [deepText(ROW)]);
    for (const way of ['list', 'keyset', 'process', 'validate warn', 'dates', 'watch']) {
      expect(Array.isArray(await endOf(WAYS[way]!(imednet))))
        .withContext(way)
        .toBeTrue();
    }
  });

  it('is compared with the page before by JsonListPaginator, or ends it', async () => {
    const { client } = open(() => [deepText(ROW)], true);
    const list = new JsonListPaginator(client, PATH, { pageSize: 1, maxPages: 2 }).items();
    expect(await failureOf(list)).toBeInstanceOf(PaginationError);
  });
});

describe('definitions that are not as documented', () => {
  const FORM = { formKey: 'VS', formId: 1 };
  const VARIABLE = { formKey: 'VS', formId: 1, variableName: 'vs', variableType: null };
  const schemaOf = (lists: Readonly<Record<string, readonly unknown[]>>) =>
    open((list) => (lists[list] ?? []).map((row) => JSON.stringify(row))).schema('DEMO');

  for (const variableType of [null, undefined, 5, {}, [], '']) {
    it(`are of a type that is not known: ${JSON.stringify(variableType)}`, async () => {
      const schema = await lastValueFrom(
        schemaOf({ forms: [FORM], variables: [{ ...VARIABLE, variableType }] }),
      );
      expect(schema.checkRecordData('VS', { vs: 'a' })).toEqual([]);
      expect(schema.recordDataSchema('VS')['~standard'].validate({ vs: 'a' })).toEqual({
        value: { vs: 'a' },
      });
      const imednet = open(() => []);
      const created = await failureOf(
        imednet.records.create([{ formKey: 'VS', subjectKey: '1', data: { vs: 1, no: 1 } }], { schema }),
      );
      expect(created).toBeInstanceOf(InvalidRecordsError);
    });
  }

  const unusable: readonly (readonly [string, Readonly<Record<string, readonly unknown[]>>, string])[] = [
    ['a variable without a name', { variables: [{ formId: 1 }] }, '`variables` has no valid `variableName`'],
    [
      'a variable with a number for a name',
      { variables: [{ formId: 1, variableName: 5 }] },
      '`variableName`',
    ],
    [
      'a variable without a form',
      { variables: [{ variableName: 'vs' }] },
      '`variables` has no valid `formId`',
    ],
    ['a form without a key', { forms: [{ formId: 1 }] }, '`forms` has no valid `formKey`'],
    ['a form with a string for its id', { forms: [{ formKey: 'A', formId: '1' }] }, '`formId`'],
    ['an interval whose forms are null', { intervals: [{ intervalId: 1, forms: [null] }] }, '`forms`'],
    ['an interval whose forms are no list', { intervals: [{ intervalId: 1, forms: 'x' }] }, '`forms`'],
    ['null', { variables: [null] }, 'item 0 is not a JSON object'],
  ];
  for (const [story, lists, problem] of unusable) {
    it(`are an error: ${story}`, async () => {
      const error = await failureOf(schemaOf(lists));
      expect(error).toBeInstanceOf(ResponseContractError);
      expect((error as Error).message).toContain(problem);
    });
  }

  it('end in a typed error, if in any, whatever they are', () => {
    const members = [
      'formKey',
      'formId',
      'variableName',
      'variableType',
      'sequence',
      'disabled',
      'intervalName',
      'forms',
    ];
    const definition = fc.dictionary(fc.constantFrom(...members), fc.jsonValue({ maxDepth: 2 }));
    const some = fc.array(definition, { maxLength: 3 });
    return holds(
      fc.asyncProperty(fc.record({ forms: some, variables: some, intervals: some }), async (lists) => {
        const more = {
          forms: [...lists.forms, FORM],
          variables: lists.variables.map((one) => ({ ...VARIABLE, ...one })),
        };
        const end = await lastValueFrom(schemaOf({ ...lists, ...more })).catch((error: unknown) => error);
        if (end instanceof Error) {
          must(isImednetError(end), `it ends in ${nameOf(end)}`);
          return;
        }
        const schema = end as StudySchema;
        schema.checkRecords([
          { formKey: 'VS', subjectKey: '1', intervalName: 'x', data: { vs: 'a' } },
          { formKey: 'VS', subjectKey: '1', intervalId: 1, data: { vs: [], VS: 1 } },
        ]);
      }),
      200,
    );
  });
});

describe('records that are nested too deeply or in a cycle', () => {
  const nested = (depth: number): unknown => {
    let value: unknown = 'x';
    for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value };
    return value;
  };
  const cycle: Record<string, unknown> = {};
  cycle['self'] = cycle;
  const values: readonly (readonly [string, unknown])[] = [
    ...[101, 2_000, DEPTH].map((depth) => [`${String(depth)} levels`, nested(depth)] as const),
    ['a cycle', cycle],
  ];
  for (const [story, value] of values) {
    it(`are rejected before anything is sent: ${story}`, async () => {
      const imednet = open(() => []);
      const items = [{ formKey: 'AE', subjectKey: '1', data: { a: value } }] as const;
      for (const source of [imednet.records.create(items), imednet.records.submit(items)]) {
        const error = await failureOf(source);
        expect(error).toBeInstanceOf(InvalidRecordsError);
        expect((error as InvalidRecordsError).message).toContain('data.a');
      }
      if (story !== '101 levels' && story !== '2000 levels') {
        expect(await failureOf(imednet.client.post(PATH, items))).toBeInstanceOf(InvalidArgumentError);
      }
    });
  }
});
