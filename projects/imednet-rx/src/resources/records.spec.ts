import type { AxiosResponse } from 'axios';
import { type Observable, of } from 'rxjs';
import { Context } from '../context/context';
import { ConfigurationError, InvalidArgumentError } from '../errors/client-error';
import type { QueryParams } from '../http/query-params';
import type { Requestor } from '../pagination/requestor';
import { type RecordListOptions, RecordsResource } from './records';

interface Stub extends Requestor {
  readonly calls: (readonly [string, QueryParams | undefined])[];
}

function stub(total = 1): Stub {
  const calls: (readonly [string, QueryParams | undefined])[] = [];
  return {
    calls,
    get: <T>(path: string, params: QueryParams = {}) => {
      calls.push([path, params]);
      const [page, size] = [Number(params['page']), Number(params['size'])];
      const length = Math.max(0, Math.min(size, total - page * size));
      const body = {
        data: Array.from({ length }, (_, index) => ({ recordId: page * size + index })),
        pagination: { currentPage: page, size, totalPages: Math.ceil(total / size), totalElements: total },
      };
      return of({ data: body } as AxiosResponse<T>);
    },
  };
}

function outcome(source: Observable<unknown>): { readonly values: unknown[]; readonly error: unknown } {
  const values: unknown[] = [];
  let error: unknown;
  source.subscribe({ next: (value) => values.push(value), error: (reason: unknown) => (error = reason) });
  return { values, error };
}

type Read = (resource: RecordsResource, options?: RecordListOptions) => Observable<unknown>;
const READS: readonly (readonly [string, Read])[] = [
  ['list', (resource, options) => resource.list(options)],
  ['pages', (resource, options) => resource.pages(options)],
];

for (const [name, read] of READS) {
  describe(`RecordsResource.${name}`, () => {
    const paths: readonly (readonly [string, string, string])[] = [
      ['a plain key', 'DEMO', '/api/v1/edc/studies/DEMO/records'],
      ['a key with a space', 'A B', '/api/v1/edc/studies/A%20B/records'],
      ['a key with signs', 'a&b=c;d', '/api/v1/edc/studies/a%26b%3Dc%3Bd/records'],
      ['a key beyond ASCII', 'Étude', '/api/v1/edc/studies/%C3%89tude/records'],
    ];
    for (const [story, studyKey, path] of paths) {
      it(`encodes ${story}, from the argument and from the context`, () => {
        const client = stub();
        outcome(read(new RecordsResource(client, new Context()), { studyKey }));
        outcome(read(new RecordsResource(client, new Context(studyKey))));

        expect(client.calls.map(([called]) => called)).toEqual([path, path]);
      });
    }

    for (const studyKey of [
      '',
      ' ',
      '.',
      '..',
      '../OTHER',
      'A/B',
      'A?x=1',
      'A#x',
      'A%2F..',
      'A\r\nB',
      'A\\B',
    ]) {
      it(`refuses the study key ${JSON.stringify(studyKey)} through the Observable, and sends nothing`, () => {
        const client = stub();
        const resource = new RecordsResource(client, new Context('DEMO'));

        expect(() => read(resource, { studyKey })).not.toThrow();
        expect(outcome(read(resource, { studyKey })).error).toBeInstanceOf(InvalidArgumentError);
        expect(client.calls).toEqual([]);
      });
    }

    it('prefers the study key of the call to that of the context', () => {
      const client = stub();
      outcome(read(new RecordsResource(client, new Context('DEFAULT')), { studyKey: 'OWN' }));

      expect(client.calls.map(([path]) => path)).toEqual(['/api/v1/edc/studies/OWN/records']);
    });

    it('reads the context when it is subscribed, each time', () => {
      const client = stub();
      const context = new Context();
      const records = read(new RecordsResource(client, context));
      context.setDefaultStudyKey('A');
      outcome(records);
      context.setDefaultStudyKey('B');
      outcome(records);
      context.clearDefaultStudyKey();

      expect(outcome(records).error).toBeInstanceOf(ConfigurationError);
      expect(client.calls.map(([path]) => path)).toEqual([
        '/api/v1/edc/studies/A/records',
        '/api/v1/edc/studies/B/records',
      ]);
    });

    it('reports a missing study key through the Observable, and sends nothing', () => {
      const client = stub();
      const resource = new RecordsResource(client, new Context());

      expect(() => read(resource)).not.toThrow();
      const { values, error } = outcome(read(resource));

      expect(values).toEqual([]);
      expect(error).toBeInstanceOf(ConfigurationError);
      expect(client.calls).toEqual([]);
    });

    for (const options of [
      { pageSize: 0 },
      { pageSize: 501 },
      { pageSize: NaN },
      { startPage: -1 },
      { params: { limit: 1000 } },
      { pageSize: 10, params: { size: 20 } },
    ]) {
      it(`reports ${JSON.stringify(options)} through the Observable, and sends nothing`, () => {
        const client = stub();
        const resource = new RecordsResource(client, new Context('DEMO'));

        expect(() => read(resource, options)).not.toThrow();
        expect(outcome(read(resource, options)).error).toBeInstanceOf(InvalidArgumentError);
        expect(client.calls).toEqual([]);
      });
    }

    const params: readonly (readonly [string, RecordListOptions, QueryParams])[] = [
      ['a filter', { filter: 'siteId==1;formKey==AE' }, { filter: 'siteId==1;formKey==AE' }],
      [
        'a filter over recordData',
        { recordDataFilter: 'AESEV==SEVERE' },
        { recordDataFilter: 'AESEV==SEVERE' },
      ],
      ['one order', { sort: 'dateModified,DESC' }, { sort: 'dateModified,DESC' }],
      ['several orders', { sort: ['a,ASC', 'b,DESC'] }, { sort: ['a,ASC', 'b,DESC'] }],
      ['no order, but the one of the key', { sort: [] }, { sort: 'recordId,ASC' }],
      [
        'everything at once',
        { filter: 'x==1', recordDataFilter: 'y==2', sort: 'z,ASC', params: { extra: true } },
        { filter: 'x==1', recordDataFilter: 'y==2', sort: 'z,ASC', extra: true },
      ],
      [
        'filters among the parameters',
        { params: { filter: 'x==1', recordDataFilter: 'y==2' } },
        { filter: 'x==1', recordDataFilter: 'y==2' },
      ],
    ];
    for (const [story, options, expected] of params) {
      it(`passes on ${story}, and neither the study key nor the page size as parameters of their own`, () => {
        const client = stub();
        outcome(
          read(new RecordsResource(client, new Context()), { studyKey: 'DEMO', pageSize: 50, ...options }),
        );

        expect(client.calls).toEqual([
          ['/api/v1/edc/studies/DEMO/records', { sort: 'recordId,ASC', ...expected, page: 0, size: 50 }],
        ]);
      });
    }

    it("leaves the caller's options as they were", () => {
      const options = Object.freeze({ filter: 'x==1', params: Object.freeze({ limit: 10 }) });
      outcome(read(new RecordsResource(stub(), new Context('DEMO')), options));

      expect(options).toEqual({ filter: 'x==1', params: { limit: 10 } });
    });

    it('keeps filter and order on every page', () => {
      const client = stub(25);
      outcome(
        read(new RecordsResource(client, new Context('DEMO')), {
          pageSize: 10,
          filter: 'x==1',
          sort: ['a,ASC', 'b,ASC'],
        }),
      );

      expect(client.calls.map(([, called]) => called)).toEqual(
        [0, 1, 2].map((page) => ({ filter: 'x==1', sort: ['a,ASC', 'b,ASC'], page, size: 10 })),
      );
    });

    it('stays with its study when the context moves on while it is read', () => {
      const client = stub(25);
      const context = new Context('A');
      read(new RecordsResource(client, context), { pageSize: 10 }).subscribe(() =>
        context.setDefaultStudyKey('B'),
      );

      expect(new Set(client.calls.map(([path]) => path))).toEqual(new Set(['/api/v1/edc/studies/A/records']));
      expect(client.calls.length).toBe(3);
    });
  });
}

describe('RecordsResource', () => {
  it('lists every record once, in order', () => {
    const { values } = outcome(new RecordsResource(stub(25), new Context('DEMO')).list({ pageSize: 10 }));

    expect(values).toEqual(Array.from({ length: 25 }, (_, recordId) => ({ recordId })));
  });

  it('gives the same records as pages', () => {
    const sizes: number[] = [];
    new RecordsResource(stub(25), new Context('DEMO'))
      .pages({ pageSize: 10 })
      .subscribe(({ items }) => sizes.push(items.length));

    expect(sizes).toEqual([10, 10, 5]);
  });

  it('reads one page alone where the caller names it', () => {
    const client = stub(25);
    const { values } = outcome(
      new RecordsResource(client, new Context('DEMO')).list({ pageSize: 10, params: { page: 1 } }),
    );

    expect(values.length).toBe(10);
    expect(client.calls.length).toBe(1);
  });
});
