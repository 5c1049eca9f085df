import type { ImednetRecord, User } from 'imednet-rx';
import { FakeImednet } from './fake-imednet';
import { all, get, list } from './spec-support/ask';
import { brokenRelations } from './spec-support/broken-relations';
import { wholeStudy } from './spec-support/whole-study';

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
      const study = wholeStudy(fake);

      it('hold together, each key naming a row that there is', () => {
        expect(study.records.length).toBe(fake.recordCount('DEMO'));
        expect(study.records.length).toBeGreaterThan(0);
        expect(brokenRelations(study, '2026-01-01 00:00:00')).toEqual([]);
      });

      it('place records on a form that the interval schedules, unless they are of no visit', () => {
        for (const { formId, intervalId, visitId } of study.records) {
          const interval = study.intervals.find((candidate) => candidate.intervalId === intervalId);
          expect(visitId === null).toBe(interval === undefined);
          if (interval) expect(interval.forms.map((form) => form.formId)).toContain(formId);
          else expect(study.forms.find((form) => form.formId === formId)?.unscheduledVisit).toBeTrue();
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
        for (const { formId, recordData } of study.records) {
          const asked = study.variables.filter((variable) => variable.formId === formId);
          expect(Object.keys(recordData)).toEqual(asked.map(({ variableName }) => variableName));
          for (const { variableType, variableName } of asked) {
            expect(types[variableType]?.(recordData[variableName])).withContext(variableName).toBeTrue();
          }
        }
      });

      it('code all that can be coded', () => {
        const codable = study.records.filter(({ formKey }) => ['AE', 'CM', 'MH'].includes(formKey));
        expect(study.codings.map(({ recordId }) => recordId)).toEqual(
          codable.map(({ recordId }) => recordId),
        );
      });

      it('date a visit by the record that says when it was, if there is one', () => {
        const dated = study.visits.filter((visit) => visit.visitDate !== null);
        const dating = study.records.filter(
          ({ visitId, deleted, recordData }) =>
            !deleted &&
            study.visits.some(
              (visit) => visit.visitId === visitId && (visit.visitDateQuestion ?? '') in recordData,
            ),
        );
        expect(new Set(dating.map(({ visitId }) => visitId))).toEqual(
          new Set(dated.map(({ visitId }) => visitId)),
        );
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
