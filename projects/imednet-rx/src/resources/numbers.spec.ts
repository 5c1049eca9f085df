import type { AxiosAdapter, AxiosResponse } from 'axios';
import { forkJoin, from, lastValueFrom, map, type Observable, of, take, toArray } from 'rxjs';
import { z } from 'zod';
import { failureOf } from '../../spec/failure-of';
import { RecordedLog } from '../../spec/recorded-log';
import { StubClient } from '../../spec/stub-client';
import type { ImednetClientConfig } from '../client/imednet-client-config';
import { createImednet, type Imednet } from '../client/imednet';
import { ConfigurationError, InvalidArgumentError } from '../errors/client-error';
import { ItemValidationError } from '../errors/item-validation-error';
import { ResponseParseError } from '../errors/request-error';
import { PaginationError } from '../errors/response-contract-error';
import type { NumberFormat } from '../http/number-format';
import type { RequestInterceptor } from '../http/request-handler';
import type { ImednetRecord } from '../models/record';
import { AsyncPaginator } from '../pagination/async-paginator';
import type { Requestor } from '../pagination/requestor';
import { readTraces } from '../writes/read-traces';
import { JsonListPaginator } from '../pagination/json-list-paginator';
import { Paginator } from '../pagination/paginator';

const DATA = '{"DOSE":1.10,"LIST":[1e3,{"DEEP":12345678901234567890}],"NOTE":"1.10"}';
const EXACT = { DOSE: '1.10', LIST: ['1e3', { DEEP: '12345678901234567890' }], NOTE: '1.10' };
const rowText = (recordId: number, data = DATA): string =>
  `{"recordId": ${String(recordId)},"siteId":1e1,"deleted":false,"dateModified":"2024-01-01 00:00:00","recordData":${data}}`;

const PATH = '/api/v1/edc/studies/DEMO/records';

/** Sends each list as one page of JSON text, or in pages of the size that is asked for. */
class Texts {
  readonly bodies: string[] = [];
  /** Requests of records that tell by their path which they are. */
  urls: string[] = [];

  constructor(
    private readonly rows: readonly string[],
    private readonly bare = false,
  ) {}

  readonly adapter: AxiosAdapter = (config) => {
    const { pathname, searchParams } = new URL(config.url ?? '');
    this.urls.push(pathname);
    const [page, size] = [Number(searchParams.get('page') ?? 0), Number(searchParams.get('size') ?? 100)];
    const after = Number(/recordId>(\d+)/.exec(searchParams.get('filter') ?? '')?.[1] ?? 0);
    const all = pathname.endsWith('/records') ? this.rows.slice(after) : [];
    const rows = all.slice(page * size, (page + 1) * size).join(', ');
    const totals = `"totalPages":${String(Math.ceil(all.length / size))},"totalElements":${String(all.length)}`;
    const body = this.bare
      ? `[${rows}]`
      : `{"metadata":{"status":"OK"}, "pagination":{"currentPage":${String(page)},"size":${String(size)},${totals}},"data":[${rows}]}`;
    if (pathname.endsWith('/records')) this.bodies.push(body);
    return Promise.resolve<AxiosResponse>({
      ...{ status: 200, statusText: 'OK', headers: {}, config, request: undefined },
      data: body,
    });
  };
}

const open = ({ adapter }: { readonly adapter: AxiosAdapter }, more: ImednetClientConfig = {}): Imednet =>
  createImednet({
    ...{ apiKey: 'a', securityKey: 'b', baseUrl: 'https://api.test', adapter, retries: 0 },
    ...{ defaultStudyKey: 'DEMO', ...more },
  });

const dataOf = (record: unknown): unknown => (record as ImednetRecord).recordData;
const rows$ = (imednet: Imednet, numbers?: NumberFormat): Observable<unknown> =>
  imednet.records.list(numbers && { numbers });

describe("numbers: 'text'", () => {
  const options = { numbers: 'text' } as const;
  const ways: Readonly<Record<string, (imednet: Imednet) => Observable<unknown>>> = {
    list: ({ records }) => records.list(options),
    'list by keyset': ({ records }) => records.list({ ...options, strategy: 'keyset' }),
    'list in partitions': ({ records }) =>
      records.list({ ...options, strategy: 'keyset', partitions: 2, pageSize: 1 }).pipe(take(1)),
    'list with prefetch': ({ records }) =>
      records.list({ ...options, prefetch: 3, pageSize: 1 }).pipe(take(1)),
    pages: ({ records }) => records.pages(options).pipe(map(({ items }) => items[0])),
    process: ({ records }) => {
      const seen: unknown[] = [];
      return records.process(({ items }) => of(seen.push(...items)), options).pipe(map(() => seen[0]));
    },
    get: ({ records }) => records.get(1, options),
    since: ({ records }) => {
      const seen: unknown[] = [];
      return records
        .since(null, options)
        .process(({ items }) => of(seen.push(...items)))
        .pipe(map(() => seen[0]));
    },
    Paginator: ({ client }) => new Paginator(client, PATH, options).items(),
    AsyncPaginator: ({ client }) => from(new AsyncPaginator(client, PATH, options)),
    'AsyncPaginator.pages': ({ client }) =>
      from(new AsyncPaginator(client, PATH, options).pages()).pipe(map(({ items }) => items[0])),
    'client.get': ({ client }) =>
      client.get<{ data: unknown[] }>(PATH, {}, options).pipe(map(({ data }) => data.data[0])),
  };
  for (const [way, read] of Object.entries(ways)) {
    it(`keeps the numbers of recordData, and no others: ${way}`, async () => {
      const source = read(open(new Texts([rowText(1), rowText(2), rowText(3)])));
      const record = (await lastValueFrom(source.pipe(take<unknown>(1)))) as ImednetRecord;
      expect(dataOf(record)).toEqual(EXACT);
      expect([record.recordId < 4, record.siteId]).toEqual([true, 10]);
    });
  }

  it('keeps them in a bare array', async () => {
    const { client } = open(new Texts([rowText(1)], true));
    const [record] = await lastValueFrom(
      new JsonListPaginator(client, PATH, options).items().pipe(toArray()),
    );
    expect(dataOf(record)).toEqual(EXACT);
  });

  it('is off by default, and a setting of the client, which a list can override', async () => {
    const parsed: unknown = JSON.parse(DATA);
    for (const [ofClient, ofList, expected] of [
      [undefined, undefined, parsed],
      ['number', undefined, parsed],
      ['text', undefined, EXACT],
      ['text', 'number', parsed],
      ['number', 'text', EXACT],
    ] as const) {
      const imednet = open(new Texts([rowText(1)]), ofClient && { numbers: ofClient });
      expect(dataOf(await lastValueFrom(rows$(imednet, ofList)))).toEqual(expected);
    }
  });

  it('reads what is watched as the client says', async () => {
    const imednet = open(new Texts([rowText(1)]), { numbers: 'text' });
    const { items } = await lastValueFrom(imednet.records.watch({}, { every: 1000 }).pipe(take(1)));
    expect(dataOf(items[0])).toEqual(EXACT);
    for (const name of ['numbers', 'rawText']) {
      const watch = imednet.records.watch({ [name]: 'text' }, { every: 1000 });
      expect(await failureOf(watch)).toBeInstanceOf(InvalidArgumentError);
    }
  });

  it('is rejected where it is something else, before anything is sent', async () => {
    const texts = new Texts([]);
    expect(() => open(texts, { numbers: 'string' as 'text' })).toThrowError(ConfigurationError);
    expect(await failureOf(rows$(open(texts), 'bigint' as 'text'))).toBeInstanceOf(InvalidArgumentError);
    expect(texts.urls).toEqual([]);
  });

  it('checks keys as ever: what is rounded is an error, though its text is known', async () => {
    const row = rowText(1).replace('1e1', '9007199254740993');
    expect(await failureOf(rows$(open(new Texts([row])), 'text'))).toBeInstanceOf(PaginationError);
  });

  for (const [story, body] of [
    ['cut off', '{"data":[{"recordData":{"x":1.1'],
    [
      'nested too deeply for the lossless parser',
      `{"data":[{"recordData":${'['.repeat(50_000)}${']'.repeat(50_000)}}]}`,
    ],
  ] as const) {
    it(`ends with a ResponseParseError for a body that is ${story}, and repeats nothing of it`, async () => {
      const adapter: AxiosAdapter = (config) =>
        Promise.resolve<AxiosResponse>({
          ...{ status: 200, statusText: '', headers: {}, config, request: undefined, data: body },
        });
      const error = await failureOf(rows$(open({ adapter }), 'text'));
      expect(error).toBeInstanceOf(ResponseParseError);
      expect(JSON.stringify(error)).not.toContain('recordData');
    });
  }

  it('sends again after a body that was cut off', async () => {
    const texts = new Texts([rowText(1)]);
    let calls = 0;
    const adapter: AxiosAdapter = async (config) => {
      const response = await texts.adapter(config);
      return calls++ === 0 ? { ...response, data: (response.data as string).slice(0, 90) } : response;
    };
    const imednet = open({ adapter }, { retries: 1, backoffFactor: 0 });
    expect(dataOf(await lastValueFrom(rows$(imednet, 'text')))).toEqual(EXACT);
    expect(calls).toBe(2);
  });

  it('shows custom interceptors what the list gets, and takes what they make of it', async () => {
    const seen: unknown[] = [];
    const redact: RequestInterceptor = (request, next) =>
      next(request).pipe(
        map((response) => {
          const { data } = response.data as { data: ImednetRecord[] };
          seen.push(dataOf(data[0]));
          return {
            ...response,
            data: { ...response.data, data: data.map((row) => ({ ...row, recordData: {} })) },
          };
        }),
      );
    for (const place of ['perCall', 'perAttempt']) {
      const imednet = open(new Texts([rowText(1)]), { interceptors: { [place]: [redact] } });
      expect(dataOf(await lastValueFrom(rows$(imednet, 'text')))).toEqual({});
    }
    expect(seen).toEqual([EXACT, EXACT]);
  });

  it('is an error where a client or an interceptor does not honour it, rather than rounded numbers', async () => {
    const page = { data: [{ recordData: { x: 1.1 } }], pagination: { totalPages: 1, totalElements: 1 } };
    for (const asked of [{ numbers: 'text' }, { rawText: true }] as const) {
      const error = await failureOf(new Paginator(new StubClient(page), PATH, asked).items());
      expect(error).toBeInstanceOf(PaginationError);
      expect((error as Error).message).toContain('`numbers`');
    }
  });

  it('never shares a response with reads that want numbers, under way or kept', async () => {
    const sharing: RequestInterceptor = (request, next) => next({ ...request, share: true });
    const config = { interceptors: { perCall: [sharing] }, share: { ttl: 60_000, maxEntries: 9 } };
    const texts = new Texts([rowText(1)]);
    const imednet = open(texts, config);
    const page$ = (given: object): Observable<unknown> =>
      imednet.records
        .pages(given)
        .pipe(map(({ items, rawText }) => [dataOf(items[0]), rawText !== undefined]));
    const parsed: unknown = JSON.parse(DATA);
    for (let round = 0; round < 2; round++) {
      const found = await lastValueFrom(
        forkJoin([page$({}), page$(options), page$({ rawText: true }), page$({ ...options, rawText: true })]),
      );
      expect(found).toEqual([
        [parsed, false],
        [EXACT, false],
        [parsed, true],
        [EXACT, true],
      ]);
    }
    expect(texts.bodies.length).toBe(4);
  });

  it('does not reach what was written and is compared with it', async () => {
    const asked: unknown[] = [];
    const page = { metadata: { timestamp: '2024-01-01 00:00:00' }, data: [], pagination: {} };
    const client = new StubClient(page);
    const get: Requestor['get'] = (path, params, given) => {
      asked.push([path, given?.numbers]);
      return client.get(path, params);
    };
    await lastValueFrom(readTraces({ get }, [], { studyKey: 'DEMO', intentAt: 0, overlap: 0 }));
    expect(asked).toContain([PATH, 'number']);
  });

  it('gives a recordDataSchema strings', async () => {
    const recordDataSchema = z.object({ DOSE: z.string() });
    const { records } = open(new Texts([rowText(1)]));
    const { recordData } = await lastValueFrom(records.list({ ...options, recordDataSchema }));
    expect(recordData).toEqual({ DOSE: '1.10' });
    expect(await failureOf(records.list({ recordDataSchema }))).toBeInstanceOf(ItemValidationError);
  });

  it('loads its parser for lists that ask for it only', async () => {
    const texts = new Texts([rowText(1)]);
    const client = open(texts).client;
    let isSent = false;
    client.get(PATH).subscribe(() => (isSent = true));
    expect(texts.urls.length).toBe(1);
    client.get(PATH, {}, options).subscribe();
    expect(texts.urls.length).toBe(1);
    await lastValueFrom(client.get(PATH, {}, options));
    expect(isSent).toBeTrue();
  });
});

describe('rawText', () => {
  const rows = [1, 2, 3, 4, 5].map((recordId) => rowText(recordId, '{ "x" : "é😀\\u0000" }'));
  const options = { rawText: true, pageSize: 2 } as const;
  const texts$ = (pages: Observable<{ readonly rawText?: string }>): Promise<(string | undefined)[]> =>
    lastValueFrom(
      pages.pipe(
        map(({ rawText }) => rawText),
        toArray(),
      ),
    );

  const ways: Readonly<Record<string, (imednet: Imednet) => Promise<readonly (string | undefined)[]>>> = {
    pages: ({ records }) => texts$(records.pages(options)),
    'pages with prefetch': ({ records }) => texts$(records.pages({ ...options, prefetch: 3 })),
    'pages by keyset': ({ records }) => texts$(records.pages({ ...options, strategy: 'keyset' })),
    'pages with dates, checked': ({ records }) =>
      texts$(records.pages({ ...options, dates: 'Date', validate: 'warn' })),
    "pages with numbers: 'text'": ({ records }) => texts$(records.pages({ ...options, numbers: 'text' })),
    process: async ({ records }) => {
      const seen: (string | undefined)[] = [];
      await lastValueFrom(records.process(({ rawText }) => of(seen.push(rawText)), options));
      return seen;
    },
    'AsyncPaginator.pages': ({ client }) => texts$(from(new AsyncPaginator(client, PATH, options).pages())),
  };
  for (const [way, read] of Object.entries(ways)) {
    it(`is the body of each page, to the letter: ${way}`, async () => {
      const server = new Texts(rows);
      expect(await read(open(server))).toEqual(server.bodies);
      expect(server.bodies.length).toBe(3);
    });
  }

  it('is the body of a bare array', async () => {
    const server = new Texts(rows, true);
    const list = new JsonListPaginator(open(server).client, PATH, options);
    const found = await texts$(list.pages());
    expect(found).toEqual(server.bodies);
  });

  it('is whole where maxItems cuts the page', async () => {
    const server = new Texts(rows);
    expect(await texts$(open(server).records.pages({ ...options, maxItems: 1 }))).toEqual(server.bodies);
  });

  it('is absent by default', async () => {
    const pages = await lastValueFrom(open(new Texts(rows)).records.pages({ pageSize: 2 }).pipe(toArray()));
    expect(pages.some((page) => 'rawText' in page)).toBeFalse();
  });

  it('is in no log entry, and in no error', async () => {
    const logger = new RecordedLog();
    const unsafe = rowText(1).replace('1e1', '9007199254740993');
    const error = await failureOf(open(new Texts([unsafe]), { logger }).records.pages(options));
    await texts$(open(new Texts(rows), { logger }).records.pages(options));
    expect(logger.lines.length).toBeGreaterThan(0);
    expect(JSON.stringify([logger.lines, error, { ...(error as object) }])).not.toContain('recordData');
  });

  it('is rejected with since, which emits rows of several responses', async () => {
    const changes = open(new Texts(rows)).records.since(null, { rawText: true } as object);
    expect(await failureOf(changes.process(() => of(0)))).toBeInstanceOf(InvalidArgumentError);
  });
});
