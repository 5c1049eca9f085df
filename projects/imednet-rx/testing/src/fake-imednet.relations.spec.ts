import type {
  Coding,
  Form,
  ImednetRecord,
  Interval,
  Query,
  RecordRevision,
  Site,
  Subject,
  User,
  Variable,
  Visit,
} from 'imednet-rx';
import { FakeImednet } from './fake-imednet';
import { all, get, list } from './spec-support/ask';

describe('the rows of the fake', () => {
  const shapes = [
    { title: 'with its defaults', options: {} },
    { title: 'with more records than the schedule has', options: { subjects: 7, records: 400, sites: 3 } },
    { title: 'with fewer records than the schedule has', options: { subjects: 7, records: 5, sites: 9 } },
    { title: 'with one record per visit', options: { subjects: 9, recordsPerVisit: 1, visitsPerSubject: 7 } },
    { title: 'with more records per visit than forms', options: { subjects: 2, recordsPerVisit: 20 } },
  ];

  for (const { title, options } of shapes) {
    describe(title, () => {
      const fake = new FakeImednet({ seed: 7, ...options });
      const byKey = <T extends object>(name: string, key: keyof T): Map<unknown, T> =>
        new Map(all<T>(fake, name).map((row) => [row[key], row]));
      const sites = byKey<Site>('sites', 'siteId');
      const subjects = byKey<Subject>('subjects', 'subjectId');
      const intervals = byKey<Interval>('intervals', 'intervalId');
      const visits = byKey<Visit>('visits', 'visitId');
      const forms = byKey<Form>('forms', 'formId');
      const records = byKey<ImednetRecord>('records', 'recordId');

      it('have numbers of their own', () => {
        expect(records.size).toBe(fake.recordCount('DEMO'));
        expect(records.size).toBeGreaterThan(0);
        expect(new Set([...subjects.values()].map((subject) => subject.subjectKey)).size).toBe(subjects.size);
      });

      it('place subjects at sites, and visits with subjects and intervals', () => {
        for (const subject of subjects.values()) {
          expect(sites.get(subject.siteId)?.siteName).toBe(subject.siteName);
        }
        for (const visit of visits.values()) {
          expect(subjects.get(visit.subjectId)?.subjectKey).toBe(visit.subjectKey);
          expect(intervals.get(visit.intervalId)?.intervalName).toBe(visit.intervalName);
        }
      });

      it('place records at a visit of their subject, on a form that the interval schedules', () => {
        for (const record of records.values()) {
          const visit = visits.get(record.visitId);
          const subject = subjects.get(record.subjectId);
          expect(visit?.subjectId).toBe(record.subjectId);
          expect(visit?.intervalId as number | null).toBe(record.intervalId);
          expect(subject?.siteId).toBe(record.siteId);
          expect(subject?.subjectOid).toBe(record.subjectOid);
          expect(forms.get(record.formId)?.formKey).toBe(record.formKey);
          const scheduled = intervals.get(record.intervalId)?.forms.map(({ formId }) => formId);
          expect(scheduled).toContain(record.formId);
        }
      });

      it("answer exactly the variables of the record's form, with fitting types", () => {
        const types: Record<string, (value: unknown) => boolean> = {
          TEXT: (value) => typeof value === 'string',
          RADIO: (value) => typeof value === 'string',
          INTEGER: Number.isInteger,
          DECIMAL: Number.isFinite,
          DATE: (value) => /^\d{4}-\d\d-\d\d$/.test(String(value)),
          CHECKBOX: (value) => typeof value === 'boolean',
        };
        const variables = all<Variable>(fake, 'variables');
        for (const { formId, recordData } of records.values()) {
          const asked = variables.filter((variable) => variable.formId === formId);
          expect(Object.keys(recordData)).toEqual(asked.map(({ variableName }) => variableName));
          for (const { variableType, variableName } of asked) {
            expect(types[variableType]?.(recordData[variableName])).withContext(variableName).toBeTrue();
          }
        }
      });

      it('revise each record from its first to its present state', () => {
        const revisions = new Map<number, RecordRevision[]>();
        for (const revision of all<RecordRevision>(fake, 'recordRevisions')) {
          revisions.set(revision.recordId, [...(revisions.get(revision.recordId) ?? []), revision]);
        }
        expect(revisions.size).toBe(records.size);
        for (const [recordId, trail] of revisions) {
          const record = records.get(recordId);
          expect(trail.map(({ recordRevision }) => recordRevision)).toEqual(
            trail.map((_, index) => index + 1),
          );
          expect(trail[0]?.dateCreated).toBe(record?.dateCreated);
          expect(trail.at(-1)?.dateCreated).toBe(record?.dateModified);
          expect(trail.at(-1)?.formKey).toBe(record?.formKey);
        }
      });

      it('code what records say, all of it, and query what they ask', () => {
        const coded = all<Coding>(fake, 'codings');
        const codable = [...records.values()].filter(({ formKey }) => ['AE', 'CM', 'MH'].includes(formKey));
        expect(coded.map(({ recordId }) => recordId)).toEqual(codable.map(({ recordId }) => recordId));
        for (const { recordId, variable, value, siteId, siteName } of coded) {
          expect(records.get(recordId)?.recordData[variable]).toBe(value);
          expect(sites.get(siteId)?.siteName).toBe(siteName);
        }
        for (const query of all<Query>(fake, 'queries')) {
          const record = records.get(query.recordId);
          expect(record?.subjectKey).toBe(query.subjectKey ?? '');
          expect(Object.keys(record?.recordData ?? {})).toContain(query.variable ?? '');
        }
      });

      it('were modified no earlier than they were created', () => {
        for (const { dateCreated, dateModified } of [
          ...records.values(),
          ...subjects.values(),
          ...visits.values(),
        ]) {
          expect(dateModified >= dateCreated)
            .withContext(`${dateCreated} ${dateModified}`)
            .toBeTrue();
        }
      });
    });
  }

  it('number as many as the sizes multiply to, or exactly as many as asked for', () => {
    const count = (options: object): number => new FakeImednet(options).recordCount('DEMO');
    expect(count({ subjects: 6, visitsPerSubject: 5, recordsPerVisit: 2 })).toBe(60);
    expect(count({ subjects: 6, records: 100_000 })).toBe(100_000);
    expect(count({ subjects: 0 })).toBe(0);
  });

  it('can be none at all, in every list', () => {
    const fake = new FakeImednet({ subjects: 0 });
    for (const name of ['subjects', 'visits', 'records', 'recordRevisions', 'codings', 'queries']) {
      const { data, pagination } = list(fake, `/studies/DEMO/${name}`);
      expect([name, data.length, pagination.totalPages]).toEqual([name, 0, 0]);
    }
  });

  it('leave out users who are no longer active, unless they are asked for', () => {
    const fake = new FakeImednet();
    const active = all<User>(fake, 'users');
    const everybody = all<User>(fake, 'users', { includeInactive: 'true' });
    expect(active.every((user) => user.userActiveInStudy)).toBeTrue();
    expect(everybody.filter((user) => user.userActiveInStudy)).toEqual(active);
    expect(everybody.length).toBeGreaterThan(active.length);
  });
});

describe('the seed of the fake', () => {
  const everything = (seed: number): string => {
    const fake = new FakeImednet({ seed, studies: 2, subjects: 5 });
    const lists = [
      'sites',
      'subjects',
      'visits',
      'users',
      'records',
      'recordRevisions',
      'codings',
      'queries',
    ];
    return JSON.stringify(lists.map((name) => get(fake, `/studies/DEMO-2/${name}`, { size: '500' })));
  };

  it('gives the same bytes again', () => {
    expect(everything(3)).toBe(everything(3));
  });

  it('gives other bytes than another seed', () => {
    expect(everything(3)).not.toBe(everything(4));
  });

  it('gives each study data of its own', () => {
    const fake = new FakeImednet({ studies: 2 });
    const data = (key: string) =>
      list<ImednetRecord>(fake, `/studies/${key}/records`).data.map((r) => r.recordData);
    expect(data('DEMO')).not.toEqual(data('DEMO-2'));
  });

  it('gives a row the same bytes whichever page it is read with', () => {
    const fake = new FakeImednet();
    const path = '/studies/DEMO/records';
    const [fromSmall] = list(fake, path, { page: '33', size: '1' }).data;
    expect(fromSmall).toEqual(list(fake, path, { size: '500' }).data[33]);
  });

  it('leaves the faker that a test may use itself alone', async () => {
    const { faker } = await import('@faker-js/faker/locale/en');
    faker.seed(11);
    const expected = faker.number.int();
    faker.seed(11);
    get(new FakeImednet(), '/studies/DEMO/users');
    expect(faker.number.int()).toBe(expected);
  });
});

describe('the sizes of the fake', () => {
  const refused = [
    { subjects: -1 },
    { subjects: 1.5 },
    { studies: 0 },
    { sites: 0 },
    { visitsPerSubject: 0 },
    { recordsPerVisit: NaN },
    { subjects: 0, records: 5 },
  ];
  for (const options of refused) {
    it(`cannot be ${JSON.stringify(options)}`, () => {
      expect(() => new FakeImednet(options)).toThrowError(RangeError);
    });
  }
});
