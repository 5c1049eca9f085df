import {
  and,
  anyOf,
  contains,
  createImednet,
  type Filter,
  gt,
  gte,
  type Imednet,
  type ItemKey,
  lte,
  ne,
  NotFoundError,
  or,
  type Subject,
} from 'imednet-rx';
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

  it('agree about filters: what is listed is what a look at each item would choose', async () => {
    const all = await lastValueFrom(imednet.subjects.list().pipe(toArray()));
    const [first] = all;
    const { siteId = 0, subjectStatus = '', dateCreated = '' } = first ?? {};
    const date = new Date(`${dateCreated.replace(' ', 'T')}Z`);
    const cases: readonly (readonly [Filter<Subject>, (subject: Subject) => boolean])[] = [
      [{ siteId }, (subject) => subject.siteId === siteId],
      [{ siteId: ne(siteId) }, (subject) => subject.siteId !== siteId],
      [{ dateCreated: gt(date) }, (subject) => subject.dateCreated > dateCreated],
      [{ dateCreated: lte(date) }, (subject) => subject.dateCreated <= dateCreated],
      [
        { subjectStatus: anyOf(subjectStatus, 'no such status'), deleted: false },
        (subject) => subject.subjectStatus === subjectStatus && !subject.deleted,
      ],
      [
        and({ siteId: ne(siteId) }, or({ subjectStatus }, { dateCreated: gte(date) })),
        (subject) =>
          subject.siteId !== siteId &&
          (subject.subjectStatus === subjectStatus || subject.dateCreated >= dateCreated),
      ],
    ];
    for (const [filter, chooses] of cases) {
      const chosen = all.filter(chooses);
      const listed = await lastValueFrom(imednet.subjects.list({ filter }).pipe(toArray()));
      expect(listed).toEqual(chosen);
      expect(await lastValueFrom(imednet.subjects.count({ filter }))).toBe(chosen.length);
    }
  });

  it('agree about answers: contains looks for a part of a text', async () => {
    const all = await lastValueFrom(imednet.records.list().pipe(toArray()));
    const [name, text] = all
      .flatMap(({ recordData }) => Object.entries(recordData))
      .find(([, answer]) => typeof answer === 'string' && answer.length > 4) as [string, string];
    const part = text.slice(1, 4);
    const listed = await lastValueFrom(
      imednet.records.list({ recordDataFilter: { [name]: contains(part) } }).pipe(toArray()),
    );
    const holding = all.filter(({ recordData }) => {
      const answer = recordData[name];
      return typeof answer === 'string' && answer.includes(part);
    });
    expect(listed.map(({ recordId }) => recordId)).toEqual(holding.map(({ recordId }) => recordId));
    expect(listed.length).toBeGreaterThan(0);
  });
});
