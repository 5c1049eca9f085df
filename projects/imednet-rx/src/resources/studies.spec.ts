import type { Observable } from 'rxjs';
import { StubClient } from '../../spec/stub-client';
import { InvalidArgumentError } from '../errors/client-error';
import type { QueryParams } from '../http/query-params';
import type { ListOptions } from './list-options';
import { StudiesResource } from './studies';

const stub = (data: readonly unknown[] = [{ studyKey: 'DEMO' }]): StubClient =>
  new StubClient({ data, pagination: { totalPages: 1, totalElements: data.length } });

function outcome(source: Observable<unknown>): { readonly values: unknown[]; readonly error: unknown } {
  const values: unknown[] = [];
  let error: unknown;
  source.subscribe({ next: (value) => values.push(value), error: (reason: unknown) => (error = reason) });
  return { values, error };
}

describe('StudiesResource', () => {
  it('lists the studies', () => {
    const client = stub();

    expect(outcome(new StudiesResource(client).list()).values).toEqual([{ studyKey: 'DEMO' }]);
    expect(client.calls).toEqual([['/api/v1/edc/studies', { sort: 'studyKey,ASC', page: 0, size: 100 }]]);
  });

  it('gives them as pages', () => {
    const client = stub();

    expect(outcome(new StudiesResource(client).pages({ pageSize: 5 })).values).toEqual([
      { items: [{ studyKey: 'DEMO' }], page: 0, size: 5, totalPages: 1, totalElements: 1, cursor: null },
    ]);
    expect(client.calls).toEqual([['/api/v1/edc/studies', { sort: 'studyKey,ASC', page: 0, size: 5 }]]);
  });

  const params: readonly (readonly [string, ListOptions, QueryParams])[] = [
    ['a filter', { filter: 'studyType==X;studyId>1' }, { filter: 'studyType==X;studyId>1' }],
    ['one order', { sort: 'studyKey,ASC' }, { sort: 'studyKey,ASC' }],
    ['several orders', { sort: ['a,ASC', 'b,DESC'] }, { sort: ['a,ASC', 'b,DESC'] }],
    ["the caller's parameters", { params: { q: 1 } }, { q: 1 }],
    ['the named option beside parameters', { params: { q: 1 }, filter: 'x==1' }, { q: 1, filter: 'x==1' }],
    ['a filter among the parameters', { params: { filter: 'x==1' } }, { filter: 'x==1' }],
    [
      'nothing for an undefined option',
      { params: { filter: 'x==1' }, ...{ sort: undefined } },
      { filter: 'x==1' },
    ],
  ];
  for (const [story, options, expected] of params) {
    it(`passes on ${story}`, () => {
      for (const read of [
        (resource: StudiesResource): Observable<unknown> => resource.list(options),
        (resource: StudiesResource): Observable<unknown> => resource.pages(options),
      ]) {
        const client = stub();
        outcome(read(new StudiesResource(client)));

        expect(client.calls).toEqual([
          ['/api/v1/edc/studies', { sort: 'studyKey,ASC', ...expected, page: 0, size: 100 }],
        ]);
      }
    });
  }

  it('is cold, and reads anew for each subscription', () => {
    const client = stub();
    const list = new StudiesResource(client).list();

    expect(client.calls).toEqual([]);
    outcome(list);
    outcome(list);

    expect(client.calls.length).toBe(2);
  });

  for (const options of [{ pageSize: 0 }, { pageSize: 501 }, { startPage: -1 }, { params: { page: 'x' } }]) {
    it(`reports ${JSON.stringify(options)} through the Observable, and sends nothing`, () => {
      const client = stub();
      const resource = new StudiesResource(client);
      for (const read of [() => resource.list(options), () => resource.pages(options)]) {
        expect(read).not.toThrow();
        expect(outcome(read()).error).toBeInstanceOf(InvalidArgumentError);
      }

      expect(client.calls).toEqual([]);
    });
  }
});
