import { lastValueFrom } from 'rxjs';
import { failureOf } from '../../spec/failure-of';
import { pageOf, StubClient } from '../../spec/stub-client';
import { Context } from '../context/context';
import { InvalidArgumentError } from '../errors/client-error';
import { PaginationError } from '../errors/response-contract-error';
import { NotFoundError } from '../errors/status-errors';
import type { Requestor } from '../pagination/requestor';
import { CodingsResource } from './codings';
import { FormsResource } from './forms';
import { IntervalsResource } from './intervals';
import type { ListOptions } from './list-options';
import type { ListResource } from './list-resource';
import type { ItemKey } from './only-item';
import { QueriesResource } from './queries';
import { RecordRevisionsResource } from './record-revisions';
import { RecordsResource } from './records';
import { SitesResource } from './sites';
import { StudiesResource } from './studies';
import { SubjectsResource } from './subjects';
import { UsersResource } from './users';
import { VariablesResource } from './variables';
import { VisitsResource } from './visits';

type AnyResource = Pick<ListResource<object, ListOptions>, 'list' | 'pages' | 'process' | 'get' | 'count'>;
type Make = new (client: Requestor, context: Context) => AnyResource;

/** Each resource, its list, and an item's key with the filter by which it is asked for. */
const RESOURCES: readonly (readonly [Make, string, string, ItemKey, string])[] = [
  [StudiesResource, '/studies', 'studyKey', 'DEMO', 'studyKey==DEMO'],
  [SitesResource, '/studies/DEMO/sites', 'siteId', 7, 'siteId==7'],
  [FormsResource, '/studies/DEMO/forms', 'formId', 7, 'formId==7'],
  [IntervalsResource, '/studies/DEMO/intervals', 'intervalId', 7, 'intervalId==7'],
  [VisitsResource, '/studies/DEMO/visits', 'visitId', 7, 'visitId==7'],
  [SubjectsResource, '/studies/DEMO/subjects', 'subjectId', 7, 'subjectId==7'],
  [UsersResource, '/studies/DEMO/users', 'userId', 'a-b', 'userId=="a-b"'],
  [VariablesResource, '/studies/DEMO/variables', 'variableId', 7, 'variableId==7'],
  [CodingsResource, '/studies/DEMO/codings', 'codingId', 7, 'codingId==7'],
  [QueriesResource, '/studies/DEMO/queries', 'annotationId', 7, 'annotationId==7'],
  [RecordRevisionsResource, '/studies/DEMO/recordRevisions', 'recordRevisionId', 7, 'recordRevisionId==7'],
  [RecordsResource, '/studies/DEMO/records', 'recordId', 7, 'recordId==7'],
];

for (const [Resource, path, itemKey, key, filter] of RESOURCES) {
  describe(Resource.name, () => {
    const item = { [itemKey]: key };
    const of = (client: Requestor): AnyResource => new Resource(client, new Context('DEMO'));
    const asked = (client: StubClient): unknown => client.calls.map(([called]) => called);

    it('lists, gives pages and works through them, in the order of the natural key', async () => {
      const client = new StubClient(pageOf(item));
      const resource = of(client);
      expect(await lastValueFrom(resource.list())).toEqual(item);
      expect((await lastValueFrom(resource.pages())).items).toEqual([item]);
      expect((await lastValueFrom(resource.process(() => []))).items).toBe(1);
      expect(asked(client)).toEqual(Array.from({ length: 3 }, () => `/api/v1/edc${path}`));
      expect(client.calls.every(([, params]) => params?.['sort'] === `${itemKey},ASC`)).toBeTrue();
    });

    it('gets one item by its key, with one request', async () => {
      const client = new StubClient(pageOf(item));
      expect(await lastValueFrom(of(client).get(key))).toEqual(item);
      expect(client.calls.map(([, params]) => params?.['filter'])).toEqual([filter]);
    });

    it('tells that there is no such item, and not which', async () => {
      const error = await failureOf(of(new StubClient(pageOf())).get(key));
      expect(error).toBeInstanceOf(NotFoundError);
      expect((error as NotFoundError).route).toBe(`/api/v1/edc${path.replace('/DEMO', '/{studyKey}')}`);
      expect(JSON.stringify(error)).not.toContain(filter);
    });

    it('refuses the item of another key', async () => {
      const other = { [itemKey]: 'another' };
      for (const page of [pageOf(other), pageOf(other, other)]) {
        expect(await failureOf(of(new StubClient(page)).get(key))).toBeInstanceOf(PaginationError);
      }
    });

    it('counts with one request of size 1', async () => {
      const pagination = { currentPage: 0, size: 1, totalPages: 41, totalElements: 41 };
      const client = new StubClient({ data: [item], pagination });
      expect(await lastValueFrom(of(client).count())).toBe(41);
      expect(client.calls.map(([, params]) => [params?.['page'], params?.['size']])).toEqual([[0, 1]]);
    });
  });
}

describe('ListResource', () => {
  const subjects = (client: Requestor): SubjectsResource => new SubjectsResource(client, new Context('DEMO'));

  it('asks for nothing before it is subscribed to', () => {
    const client = new StubClient(pageOf());
    subjects(client).get(1);
    subjects(client).count();
    expect(client.calls).toEqual([]);
  });

  it('finds a subject by the key that users know, quoted so that it can not change the filter', async () => {
    const subjectKey = '101-001";subjectId>0';
    const client = new StubClient(pageOf({ subjectKey }));
    expect((await lastValueFrom(subjects(client).get(subjectKey))).subjectKey).toBe(subjectKey);
    expect(client.calls[0]?.[1]?.['filter']).toBe('subjectKey=="101-001\\";subjectId>0"');
  });

  for (const key of ['', 'a\nb', NaN, Infinity]) {
    it(`refuses the key ${JSON.stringify(key)}, and asks for nothing`, async () => {
      const client = new StubClient(pageOf());
      expect(await failureOf(subjects(client).get(key))).toBeInstanceOf(InvalidArgumentError);
      expect(client.calls).toEqual([]);
    });
  }

  it('counts what a filter leaves, in the study that is named', async () => {
    const client = new StubClient(pageOf({ subjectId: 1 }));
    await lastValueFrom(subjects(client).count({ studyKey: 'OTHER', filter: 'siteId==1' }));
    expect(client.calls[0]?.[0]).toBe('/api/v1/edc/studies/OTHER/subjects');
    expect(client.calls[0]?.[1]?.['filter']).toBe('siteId==1');
  });

  it('does not guess how many there are', async () => {
    const client = new StubClient({ data: [], pagination: { totalPages: 0 } });
    expect(await failureOf(subjects(client).count())).toBeInstanceOf(PaginationError);
  });

  it('lists inactive users when told to', async () => {
    const client = new StubClient(pageOf());
    const users = new UsersResource(client, new Context('DEMO'));
    await lastValueFrom(users.list({ includeInactive: true }), { defaultValue: undefined });
    await lastValueFrom(users.list(), { defaultValue: undefined });
    expect(client.calls.map(([, params]) => params?.['includeInactive'])).toEqual([true, undefined]);
  });
});
