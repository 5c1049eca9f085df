import { createImednet, type Imednet, type ItemKey, NotFoundError } from 'imednet-rx';
import { firstValueFrom, lastValueFrom, type Observable, toArray } from 'rxjs';
import { failureOf } from '../../spec/failure-of';
import { FakeImednet } from './fake-imednet';
import { fakeImednetAdapter } from './fake-imednet-adapter';

interface Readable {
  list(): Observable<object>;
  count(): Observable<number>;
  get(key: ItemKey): Observable<object>;
}

describe("the library's resources and the fake", () => {
  const fake = new FakeImednet({ records: 60 });
  const imednet = createImednet({
    ...{ apiKey: 'key', securityKey: 'key', baseUrl: 'https://edc.test', defaultStudyKey: 'DEMO' },
    adapter: fakeImednetAdapter(fake),
  });

  const resources: readonly (readonly [Extract<keyof Imednet, string>, string])[] = [
    ['studies', 'studyKey'],
    ['sites', 'siteId'],
    ['forms', 'formId'],
    ['intervals', 'intervalId'],
    ['visits', 'visitId'],
    ['subjects', 'subjectId'],
    ['subjects', 'subjectKey'],
    ['users', 'userId'],
    ['variables', 'variableId'],
    ['codings', 'codingId'],
    ['queries', 'annotationId'],
    ['recordRevisions', 'recordRevisionId'],
    ['records', 'recordId'],
  ];
  for (const [name, itemKey] of resources) {
    it(`agree about ${name} by ${itemKey}: each is listed, counted and found`, async () => {
      const resource = imednet[name] as unknown as Readable;
      const items = await lastValueFrom(resource.list().pipe(toArray()));
      expect(items.length).toBeGreaterThan(0);
      expect(await firstValueFrom(resource.count())).toBe(items.length);
      for (const item of [items[0], items.at(-1)]) {
        const key = Reflect.get(item ?? {}, itemKey) as ItemKey;
        expect(await lastValueFrom(resource.get(key))).toEqual(item ?? {});
      }
      const unknown = itemKey.endsWith('Id') && name !== 'users' ? 987_654_321 : 'NOBODY; "x"';
      expect(await failureOf(resource.get(unknown))).toBeInstanceOf(NotFoundError);
    });
  }
});
