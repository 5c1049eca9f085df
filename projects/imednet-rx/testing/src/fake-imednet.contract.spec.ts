import { ConfigurationError, createImednet, type ItemKey, NotFoundError, type Page } from 'imednet-rx';
import { lastValueFrom, type Observable, toArray } from 'rxjs';
import { API_FIELDS, type ApiList } from '../../spec/api-fields';
import { API_LIST_NAMES, API_LISTS } from '../../spec/api-lists';
import { failureOf } from '../../spec/failure-of';
import { fakeImednetAdapter } from './fake-imednet-adapter';
import { ObservedFake } from './spec-support/observed-fake';

interface AnyList {
  list(options?: object): Observable<object>;
  pages(options?: object): Observable<Page<object>>;
  count(options?: object): Observable<number>;
  get(key: ItemKey): Observable<object>;
}

const OWN_PARAMETERS: Readonly<Record<string, string | boolean>> = {
  includeInactive: true,
  recordDataFilter: 'vspulse>70',
};

for (const name of API_LIST_NAMES) {
  const { route, key, parameters = [] } = API_LISTS[name];
  const keyOf = (item: object): ItemKey => Reflect.get(item, key) as ItemKey;

  describe(`the contract of ${name}`, () => {
    let fake: ObservedFake;
    let resource: AnyList;

    beforeEach(() => {
      fake = new ObservedFake({ studies: 3, subjects: 3 });
      resource = listOf(name, fake, 'DEMO');
    });

    const all = (options?: object): Promise<object[]> =>
      lastValueFrom(resource.list(options).pipe(toArray()));
    /** The queries of all requests, which must have gone to the list. */
    const queries = (): Readonly<Record<string, string>>[] =>
      fake.asked.map(({ method, path, query }) => {
        expect([method, path]).toEqual(['GET', `/api/v1/edc${route.replace('{studyKey}', 'DEMO')}`]);
        return Object.fromEntries(query);
      });

    it('is read page by page, in the order of the natural key', async () => {
      const keys = (await all({ pageSize: 2 })).map(keyOf);
      expect(keys.length).toBeGreaterThan(2);
      expect(new Set(keys).size).toBe(keys.length);
      expect(keys).toEqual([...keys].sort((a, b) => (a < b ? -1 : 1)));
      expect(queries()).toEqual(
        Array.from({ length: Math.ceil(keys.length / 2) }, (_, page) => ({
          sort: `${key},ASC`,
          page: String(page),
          size: '2',
        })),
      );
    });

    it('is asked with a filter, an order and what only this list has', async () => {
      const own = Object.fromEntries(parameters.map((parameter) => [parameter, OWN_PARAMETERS[parameter]]));
      const filter = `${key}!=${Reflect.get(API_FIELDS[name], key) === 'integer' ? '7' : '"x;y"'}`;
      await all({ filter, sort: `${key},DESC`, ...own });
      const sent = { filter, sort: `${key},DESC`, ...own, page: 0, size: 100 };
      expect(queries()[0]).toEqual(
        Object.fromEntries(Object.entries(sent).map(([parameter, value]) => [parameter, String(value)])),
      );
    });

    it('finds an item by its key with one request, and counts with another', async () => {
      const items = await all();
      const wanted = items.at(-1) ?? {};
      fake.asked.length = 0;
      expect(await lastValueFrom(resource.get(keyOf(wanted)))).toEqual(wanted);
      expect(await lastValueFrom(resource.count())).toBe(items.length);
      const [get, count, ...others] = queries();
      expect(get?.['filter']?.replaceAll('"', '')).toBe(`${key}==${keyOf(wanted)}`);
      expect([count?.['page'], count?.['size'], others.length]).toEqual(['0', '1', 0]);
    });

    for (const data of [[], null]) {
      it(`is empty where the data are ${JSON.stringify(data)}`, async () => {
        const none = { currentPage: 0, size: 100, totalPages: 0, totalElements: 0, sort: [] };
        fake.rewrite = (body) => ({ ...body, data, pagination: none });
        expect(await all()).toEqual([]);
        expect(await lastValueFrom(resource.pages().pipe(toArray()))).toEqual([
          jasmine.objectContaining({ items: [], totalElements: 0 }),
        ]);
        expect(await lastValueFrom(resource.count())).toBe(0);
        expect(await failureOf(resource.get(7))).toBeInstanceOf(NotFoundError);
      });
    }

    it('hands on items as they came, with null, without a field, and with one that nobody knows', async () => {
      const [known = {}] = await all();
      const [, nulled = '', absent = ''] = Object.keys(known).filter((field) => field !== key);
      const odd = { ...known, futureField: { nested: ['kept', null] }, [nulled]: null, [absent]: undefined };
      const one = { currentPage: 0, size: 100, totalPages: 1, totalElements: 1, sort: [] };
      fake.rewrite = (body) => ({ ...body, data: [odd], pagination: one });
      const sent = JSON.parse(JSON.stringify(odd)) as object;
      expect(Object.keys(sent)).not.toContain(absent);
      expect(await all()).toEqual([sent]);
    });

    it(name === 'studies' ? 'needs no study' : 'is not asked for before a study is chosen', async () => {
      const reading = lastValueFrom(listOf(name, fake, undefined).list());
      if (name === 'studies') await expectAsync(reading).toBeResolved();
      else await expectAsync(reading).toBeRejectedWith(jasmine.any(ConfigurationError));
      expect(fake.asked.length).toBe(name === 'studies' ? 1 : 0);
    });
  });
}

function listOf(name: ApiList, fake: ObservedFake, defaultStudyKey: string | undefined): AnyList {
  const imednet = createImednet({
    ...{ apiKey: 'key', securityKey: 'key', baseUrl: 'https://edc.test', retries: 0 },
    ...(defaultStudyKey === undefined ? {} : { defaultStudyKey }),
    adapter: fakeImednetAdapter(fake),
  });
  return imednet[name];
}
