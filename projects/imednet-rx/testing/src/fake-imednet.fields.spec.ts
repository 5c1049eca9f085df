import type { Job } from 'imednet-rx';
import { API_FIELDS, type ApiList, type Fields } from '../../spec/api-fields';
import { API_LIST_NAMES } from '../../spec/api-lists';
import { fieldMisfits, parseField } from '../../spec/field-misfits';
import { FakeImednet } from './fake-imednet';
import type { FakeImednetOptions } from './fake-options';
import { all, get, list, post } from './spec-support/ask';

/** Together they have each thing that need not be: no form with a visit's date, and visits that nobody came to yet. */
const SHAPES: readonly FakeImednetOptions[] = [
  {},
  { seed: 2, subjects: 40, recordsPerVisit: 1 },
  { seed: 3, subjects: 40, visitsPerSubject: 7, records: 300 },
];

describe('the fields that the fake sends', () => {
  for (const name of API_LIST_NAMES) {
    const fields: Fields = API_FIELDS[name];
    const items = SHAPES.flatMap((options) => itemsOf(new FakeImednet(options), name));

    it(`are those of ${name}, of the documented types`, () => {
      expect(items.length).toBeGreaterThan(0);
      expect([...new Set(items.flatMap((item) => fieldMisfits(fields, item)))]).toEqual([]);
    });

    const nullable = Object.entries(fields)
      .filter(([, field]) => typeof field === 'string' && parseField(field).nullable)
      .map(([field]) => field);
    if (nullable.length > 0) {
      it(`can be null and can be something in ${name}, each that is nullable: ${nullable.join(', ')}`, () => {
        const seen = (test: (value: unknown) => boolean): string[] =>
          nullable.filter((field) => items.some((item) => test(Reflect.get(item, field))));
        expect(seen((value) => value === null)).toEqual(nullable);
        expect(seen((value) => value !== null)).toEqual(nullable);
      });
    }
  }

  it('are those of a job, from the answer to a POST to its end', () => {
    const fake = new FakeImednet({ jobSteps: ['PENDING', 'PROCESSING'] });
    const posted = post(fake, [{ formKey: 'AE', subjectKey: '001-0001', data: {} }]).body as Job;
    const read = (): Job => get(fake, `/studies/DEMO/jobs/${posted.batchId}`).body as Job;
    const jobs = [posted, read(), read(), read()];
    expect(jobs.flatMap((job) => fieldMisfits(API_FIELDS.jobs, job))).toEqual([]);
    expect(jobs.map(({ state }) => state)).toEqual(['CREATED', 'PENDING', 'PROCESSING', 'COMPLETED']);
    expect(jobs.map(({ dateStarted }) => dateStarted === undefined || dateStarted === null)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('the check of fields', () => {
  const [visit = {}] = all<object>(new FakeImednet(), 'visits');
  const cases: readonly (readonly [what: string, change: object, misfits: readonly string[]])[] = [
    ['what fits', {}, []],
    ['null where it may be', { dueDate: null }, []],
    ['null where it may not be', { visitId: null }, ['visitId is no integer']],
    ['a missing field', { deleted: undefined }, ['deleted is no boolean']],
    ['a field that nobody documents', { extra: 1 }, ['extra is not documented']],
    ['a number in quotes', { visitId: '1' }, ['visitId is no integer']],
    ['a fraction', { visitId: 1.5 }, ['visitId is no integer']],
    ['a day that there is not', { dueDate: '2024-13-01' }, ['dueDate is no date | null']],
    ['an instant with a zone', { dateCreated: '2024-01-01T00:00:00Z' }, ['dateCreated is no timestamp']],
  ];
  for (const [what, change, misfits] of cases) {
    it(`tells of ${what}`, () => {
      expect(fieldMisfits(API_FIELDS.visits, { ...visit, ...change })).toEqual([...misfits]);
    });
  }

  it('looks into lists', () => {
    const keyword = { keywordName: 'n', keywordKey: 'k', keywordId: 1, dateAdded: '2024-01-01 00:00:00' };
    const [subject = {}] = all<object>(new FakeImednet(), 'subjects');
    const misfits = (keywords: unknown): string[] =>
      fieldMisfits(API_FIELDS.subjects, { ...subject, keywords });
    expect(misfits([keyword])).toEqual([]);
    expect(misfits([keyword, { ...keyword, keywordId: null }])).toEqual([
      'keywords[1].keywordId is no integer',
    ]);
    expect(misfits([7])).toEqual(['keywords[0] is no object']);
    expect(misfits(null)).toEqual(['keywords is no list']);
  });
});

function itemsOf(fake: FakeImednet, name: ApiList): readonly object[] {
  if (name === 'studies') return list<object>(fake, '/studies').data;
  return all<object>(fake, name, name === 'users' ? { includeInactive: 'true' } : {});
}
