import type { AxiosAdapter, AxiosResponse } from 'axios';
import { from, lastValueFrom, type Observable, of, take, toArray } from 'rxjs';
import { API_FIELDS, type ApiList, type Field } from '../../spec/api-fields';
import { API_LIST_NAMES, API_LISTS } from '../../spec/api-lists';
import { failureOf } from '../../spec/failure-of';
import { createImednet, type Imednet } from '../client/imednet';
import { InvalidArgumentError } from '../errors/client-error';
import { PaginationError } from '../errors/response-contract-error';
import { AsyncJsonListPaginator } from '../pagination/async-json-list-paginator';
import { AsyncPaginator } from '../pagination/async-paginator';
import { JsonListPaginator } from '../pagination/json-list-paginator';
import type { PageCursor } from '../pagination/page-cursor';
import { Paginator } from '../pagination/paginator';

/** JSON literals of numbers that are not safe integers. */
const UNSAFE = [
  ...['9007199254740993', '9007199254740992', '-9007199254740993', '12345678901234567890'],
  ...['1e400', '-1e400', '1e20', '1.5', '0.1'],
];
/** Literals of values that stay as they are. */
const KEPT = ['0', '-0', '7', '-7', '9007199254740991', '1e3', '"9007199254740993"', 'null', '""'];

const DATES = '"dateCreated":"2024-01-01 00:00:00","dateModified":"2024-01-01 00:00:00"';

/** A row as JSON text; what comes later counts. */
const rowText = (members: string): string => `{${DATES},"recordId":1,"deleted":false,${members}}`;

interface Sent {
  readonly adapter: AxiosAdapter;
  readonly urls: string[];
}

/** Answers each list with rows of JSON text as its only page; with the shape of the endpoint's bodies. */
function serving(rowsOf: (url: URL) => readonly string[], bare = false): Sent {
  const urls: string[] = [];
  const adapter: AxiosAdapter = (config) => {
    const url = new URL(config.url ?? '');
    urls.push(url.href);
    const rows = rowsOf(url);
    const size = url.searchParams.get('size') ?? '100';
    const pagination = `{"currentPage":${url.searchParams.get('page') ?? '0'},"size":${size},"totalPages":${String(Math.ceil(rows.length / Number(size)))},"totalElements":${String(rows.length)}}`;
    const page = rows.slice(0, Number(size)).join(',');
    return Promise.resolve<AxiosResponse>({
      ...{ status: 200, statusText: 'OK', headers: {}, config, request: undefined },
      data: bare ? `[${page}]` : `{"metadata":{"status":"OK"},"pagination":${pagination},"data":[${page}]}`,
    });
  };
  return { adapter, urls };
}

const open = ({ adapter }: Sent): Imednet =>
  createImednet({
    ...{ apiKey: 'a', securityKey: 'b', baseUrl: 'https://api.test', adapter, retries: 0 },
    defaultStudyKey: 'DEMO',
  });

/** Expects the error of a page that names the field, and no value. */
function expectKeyError(error: unknown, field: string, value = '9007199254740', page = 0): void {
  expect(error).withContext(value).toBeInstanceOf(PaginationError);
  const text = `${String(error)} ${JSON.stringify(error)}`;
  expect(text).toContain(`Page ${String(page)} can't be read safely: "${field}" is not a safe integer`);
  if (value.length > 3) expect(text).not.toContain(value);
}

/** All integers that the API documents as keys, by their path. */
const keysOf = (fields: Readonly<Record<string, Field>>): readonly string[] =>
  Object.entries(fields).flatMap(([name, field]): string[] => {
    if (typeof field !== 'string') return keysOf(field[0]).map((inner) => `${name}[].${inner}`);
    return field.startsWith('integer') && name.endsWith('Id') ? [name] : [];
  });

const memberText = (path: string, literal: string): string => {
  const [list, inner] = path.split('[].');
  return inner === undefined ? `"${path}":${literal}` : `"${list ?? ''}":[{"${inner}":${literal}}]`;
};

describe('keys that are not safe integers', () => {
  for (const name of API_LIST_NAMES) {
    const keys = new Set([...keysOf(API_FIELDS[name]), API_LISTS[name].key]);
    for (const path of keys) {
      it(`end the list of ${name}: ${path}`, async () => {
        for (const literal of UNSAFE) {
          const row = rowText(memberText(path, literal));
          const list = (open(serving(() => [row]))[name] as Imednet['records']).list();
          expectKeyError(await failureOf(list), path, literal);
        }
      });

      it(`are no concern of the list of ${name} where they are safe, strings or null: ${path}`, async () => {
        for (const literal of KEPT) {
          const row = rowText(memberText(path, literal));
          const list = (open(serving(() => [row]))[name] as Imednet['records']).list();
          expect(await lastValueFrom(list))
            .withContext(literal)
            .toEqual(JSON.parse(row));
        }
      });
    }
  }

  it('are looked for by name: of answers, counts and other numbers nothing is rejected', async () => {
    const row = rowText(
      '"recordData":{"siteId":9007199254740993,"x":[{"formId":1.5}]},"revision":1.5,"sequence":1e400,"grid":1.5,"monkey":0.5',
    );
    expect(await lastValueFrom(open(serving(() => [row])).records.list())).toEqual(JSON.parse(row) as never);
  });

  it('are not looked for deeper than in the lists of an item, however deep a body is', async () => {
    const deep = `${'['.repeat(50_000)}{"siteId":1.5}${']'.repeat(50_000)}`;
    const list = open(serving(() => [rowText(`"keywords":${deep}`)])).records.list();
    expect(await lastValueFrom(list.pipe(take(1)))).toBeDefined();
  });

  it('may be anywhere on the page, beside items that are none', async () => {
    const rows = ['null', '7', '"text"', '[]', rowText('"siteId":1'), rowText('"siteId":9007199254740993')];
    const { client } = open(serving(() => rows));
    const list = new Paginator(client, '/api/v1/edc/studies/DEMO/sites').items();
    expectKeyError(await failureOf(list), 'siteId');
  });

  describe('in each way to read', () => {
    const unsafe = rowText('"recordId":9007199254740993,"recordRevisionId":5');
    const path = '/api/v1/edc/studies/DEMO/records';
    const ways: Readonly<Record<string, (imednet: Imednet) => Observable<unknown>>> = {
      list: ({ records }) => records.list(),
      pages: ({ records }) => records.pages(),
      process: ({ records }) => records.process(() => of(0)),
      'list by keyset': ({ records }) => records.list({ strategy: 'keyset' }),
      'list by keyset that could fall back': ({ records }) =>
        records.list({ strategy: 'keyset', onKeysetUnsupported: 'offset' }),
      'list with prefetch': ({ records }) => records.list({ prefetch: 4 }),
      get: ({ records }) => records.get(1),
      'get by a string': ({ records }) => records.get('1'),
      since: ({ records }) => records.since(null).process(() => of(0)),
      'since, the audit trail left out': ({ records }) =>
        records.since(null, { deletions: 'flag' }).process(() => of(0)),
      watch: ({ records }) => records.watch({}, { every: 1000 }),
      'validate: warn': ({ records }) => records.list({ validate: 'warn' }),
      Paginator: ({ client }) => new Paginator(client, path, { itemKey: 'recordId' }).items(),
      'Paginator without a key': ({ client }) => new Paginator(client, path).items(),
      AsyncPaginator: ({ client }) => from(new AsyncPaginator(client, path)),
      'AsyncPaginator.pages': ({ client }) => from(new AsyncPaginator(client, path).pages()),
    };
    for (const [way, read] of Object.entries(ways)) {
      it(`are an error: ${way}`, async () => {
        const imednet = open(serving(() => [unsafe]));
        expectKeyError(await failureOf(read(imednet)), 'recordId');
      });
    }

    const bare: Readonly<Record<string, (imednet: Imednet) => Observable<unknown>>> = {
      JsonListPaginator: ({ client }) => new JsonListPaginator(client, path).items(),
      AsyncJsonListPaginator: ({ client }) => from(new AsyncJsonListPaginator(client, path)),
    };
    for (const [way, read] of Object.entries(bare)) {
      it(`are an error: ${way}`, async () => {
        const imednet = open(serving(() => [unsafe], true));
        expectKeyError(await failureOf(read(imednet)), 'recordId');
      });
    }

    it('are an error: a key of another name, by `itemKey`', async () => {
      const { client } = open(serving(() => ['{"number":9007199254740993}']));
      const list = new Paginator(client, path, { itemKey: 'number' });
      expectKeyError(await failureOf(list.items()), 'number');
    });

    it('are an error: the rows that divide a list into partitions', async () => {
      const rows = Array.from({ length: 40 }, (_, index) => rowText(`"recordId":${String(index + 1)}`));
      const server = serving((url) =>
        url.searchParams.get('page') === '19' ? [unsafe, ...rows.slice(1)] : rows,
      );
      const list = open(server).records.list({ strategy: 'keyset', partitions: 2, pageSize: 10 });
      expectKeyError(await failureOf(list), 'recordId', '9007199254740', 19);
    });

    it('are an error: the row that would show that a keyset list is at its end', async () => {
      const rows = [rowText('"recordId":1'), rowText('"recordId":2')];
      const server = serving(({ searchParams }) => {
        if (searchParams.get('sort') === 'recordId,DESC') return [unsafe];
        return (searchParams.get('filter') ?? '').includes('>') ? [] : [...rows, unsafe];
      });
      const list = open(server).records.list({ strategy: 'keyset', pageSize: 2 });
      expectKeyError(await failureOf(list), 'recordId');
    });

    it('name the page of a keyset list, not that of its requests', async () => {
      const rows = [rowText('"recordId":1'), rowText('"recordId":2')];
      const server = serving(({ searchParams }) =>
        (searchParams.get('filter') ?? '').includes('>') ? [unsafe] : [...rows, unsafe],
      );
      const list = open(server).records.list({ strategy: 'keyset', pageSize: 2 });
      expectKeyError(await failureOf(list), 'recordId', '9007199254740', 1);
    });

    for (const name of ['forms', 'variables', 'intervals'] satisfies ApiList[]) {
      it(`are an error: the schema of a study, ${name}`, async () => {
        const imednet = open(
          serving(({ pathname }) => (pathname.endsWith(name) ? ['{"formId":9007199254740993}'] : [])),
        );
        expectKeyError(await failureOf(imednet.schema()), 'formId');
      });
    }

    it('are an error: since, a revision of a record', async () => {
      const revision =
        '{"recordRevisionId":1,"recordId":9007199254740993,"dateCreated":"2024-01-02 00:00:00"}';
      const empty = open(serving(() => []));
      const [ack] = await lastValueFrom(
        empty.records
          .since(null)
          .process(() => of(0))
          .pipe(toArray()),
      );
      const imednet = open(
        serving(({ pathname }) => (pathname.endsWith('recordRevisions') ? [revision] : [])),
      );
      const again = imednet.records.since(ack?.watermark ?? null).process(() => of(0));
      expectKeyError(await failureOf(again), 'recordId');
    });

    it('are an error: a job', async () => {
      const adapter: AxiosAdapter = (config) =>
        Promise.resolve<AxiosResponse>({
          ...{ status: 200, statusText: '', headers: {}, config, request: undefined },
          data: '{"jobId":9007199254740993,"batchId":"B1","state":"COMPLETED"}',
        });
      const { jobs } = open({ adapter, urls: [] });
      for (const source of [jobs.get('B1'), jobs.poll('B1'), jobs.pollMany(['B1'])]) {
        const error = await failureOf(source);
        expect(error).toBeInstanceOf(PaginationError);
        expect((error as Error).message).toContain('The job can\'t be read safely: "jobId"');
      }
    });
  });

  describe('from the caller', () => {
    const cursor = (after: unknown): PageCursor =>
      ({ version: 2, strategy: 'keyset', query: 'x', page: 1, items: 1, after }) as PageCursor;
    const calls: Readonly<Record<string, (imednet: Imednet, key: number) => Observable<unknown>>> = {
      get: ({ records }, key) => records.get(key),
      'a filter': ({ records }, key) => records.list({ filter: { siteId: key } }),
      'a filter of count': ({ records }, key) => records.count({ filter: { siteId: key } }),
      recordDataFilter: ({ records }, key) => records.list({ recordDataFilter: { NUMBER: key } }),
      params: ({ records }, key) => records.list({ params: { siteId: key } }),
      'params of the client': ({ client }, key) => client.get('/api/v1/edc/studies', { siteId: key }),
      resumeFrom: ({ records }, key) => records.list({ strategy: 'keyset', resumeFrom: cursor(key) }),
      'a filter of watch': ({ records }, key) => records.watch({ filter: { siteId: key } }, { every: 1000 }),
    };
    for (const [call, read] of Object.entries(calls)) {
      it(`are rejected before anything is sent: ${call}`, async () => {
        for (const key of [2 ** 53, -(2 ** 53), 2 ** 60, 1e21, Infinity, NaN]) {
          const server = serving(() => []);
          const error = await failureOf(read(open(server), key));
          expect(error).withContext(String(key)).toBeInstanceOf(InvalidArgumentError);
          expect((error as Error).message).not.toContain(String(key));
          expect(server.urls).toEqual([]);
        }
      });
    }
  });
});
