import type { ImednetRecord, RecordRevision, Study, Visit } from 'imednet-rx';
import { FakeImednet } from './fake-imednet';
import { LazyCollection } from './lazy-collection';
import { ListQueries } from './list-query';
import { all, get, list } from './spec-support/ask';

const RECORDS = '/studies/DEMO/records';

describe('paging', () => {
  const fake = new FakeImednet({ subjects: 10, records: 103 });

  it('has 25 rows on a page unless told otherwise, and describes it', () => {
    const { pagination, data, metadata } = list<ImednetRecord>(fake, RECORDS);
    expect(data.length).toBe(25);
    expect(pagination).toEqual({
      currentPage: 0,
      size: 25,
      totalPages: 5,
      totalElements: 103,
      sort: [{ property: 'recordId', direction: 'ASC' }],
    });
    expect(metadata).toEqual(
      jasmine.objectContaining({ status: 'OK', path: '/api/v1/edc/studies/DEMO/records', error: {} }),
    );
  });

  it('gives every row once', () => {
    const ids = [0, 1, 2, 3, 4].flatMap((page) =>
      list<ImednetRecord>(fake, RECORDS, { page: String(page) }).data.map(({ recordId }) => recordId),
    );
    expect(ids).toEqual(Array.from(fake.records('DEMO'), ({ recordId }) => recordId));
    expect(new Set(ids).size).toBe(103);
  });

  it('is empty beyond the end', () => {
    expect(list(fake, RECORDS, { page: '5' }).data).toEqual([]);
  });

  const refused: readonly (readonly [parameter: string, value: string])[] = [
    ['page', '-1'],
    ['page', 'XX'],
    ['page', '1.5'],
    ['page', ''],
    ['size', '0'],
    ['size', '501'],
    ['size', '1e2'],
    ['sort', 'recordId'],
    ['sort', 'recordId,asc'],
    ['sort', 'nothing,ASC'],
    ['sort', 'recordData,ASC'],
    ['filter', 'nothing==1'],
    ['filter', 'recordId == 1'],
    ['recordDataFilter', 'nothing==1'],
  ];
  for (const [parameter, value] of refused) {
    it(`refuses ${parameter}=${value} and says which parameter it was`, () => {
      const { status, body } = get(fake, RECORDS, { [parameter]: value });
      expect(status).toBe(400);
      expect((body as { metadata: object }).metadata).toEqual(
        jasmine.objectContaining({
          status: 'BAD_REQUEST',
          error: {
            code: '1000',
            description: jasmine.any(String),
            field: { attribute: parameter, value },
          },
        }),
      );
    });
  }

  it('allows the largest size', () => {
    expect(list(fake, RECORDS, { size: '500' }).data.length).toBe(103);
  });
});

describe('sorting', () => {
  const fake = new FakeImednet({ subjects: 12 });
  const sorted = (...sort: string[]): ImednetRecord[] => [
    ...list<ImednetRecord>(fake, RECORDS, sort.map((s) => `sort=${s}`).join('&') + '&size=500').data,
  ];

  it('goes by numbers, not by their digits', () => {
    const small = new FakeImednet({ subjects: 1200, records: 1200, visitsPerSubject: 1, recordsPerVisit: 1 });
    const [row] = list<ImednetRecord>(small, RECORDS, { sort: 'subjectId,DESC' }).data;
    expect(row?.subjectId).toBe(21_200);
  });

  it('goes by several properties in their order, and else by number', () => {
    const key = ({ formKey, dateModified, recordId }: ImednetRecord) =>
      [formKey, dateModified, recordId] as const;
    const expected = Array.from(fake.records('DEMO')).sort((a, b) => {
      const [formA, dateA, idA] = key(a);
      const [formB, dateB, idB] = key(b);
      return formA === formB ? dateB.localeCompare(dateA) || idA - idB : formA < formB ? -1 : 1;
    });
    expect(sorted('formKey,ASC', 'dateModified,DESC').map(({ recordId }) => recordId)).toEqual(
      expected.map(({ recordId }) => recordId),
    );
  });

  it('keeps equal rows in the order of their numbers, in either direction', () => {
    for (const direction of ['ASC', 'DESC']) {
      const rows = sorted(`formKey,${direction}`);
      const events = rows.filter(({ formKey }) => formKey === 'AE').map(({ recordId }) => recordId);
      expect(events.length).toBeGreaterThan(2);
      expect(events).toEqual([...events].sort((a, b) => a - b));
    }
  });

  it('puts null before everything', () => {
    const visits = all<Visit>(fake, 'visits', { sort: 'dueDate,ASC' }).map(({ dueDate }) => dueDate);
    const dated = visits.filter((date): date is string => date !== null);
    expect(visits).toEqual([...visits.filter((date) => date === null), ...dated.sort()]);
    expect(visits[0]).toBeNull();
    expect(dated.length).toBeGreaterThan(0);
  });

  it('is reported in the page', () => {
    const { pagination } = list(fake, RECORDS, 'sort=formKey,DESC&sort=recordId,ASC');
    expect(pagination.sort).toEqual([
      { property: 'formKey', direction: 'DESC' },
      { property: 'recordId', direction: 'ASC' },
    ]);
  });

  it('orders studies by key as text', () => {
    const keys = list<Study>(new FakeImednet({ studies: 11 }), '/studies').data.map(
      ({ studyKey }) => studyKey,
    );
    expect(keys.slice(0, 4)).toEqual(['DEMO', 'DEMO-10', 'DEMO-11', 'DEMO-2']);
  });
});

describe('filtering', () => {
  const fake = new FakeImednet({ subjects: 20 });

  it('keeps what a program would keep, on every page', () => {
    const rows = all<ImednetRecord>(fake, 'records', {
      filter: 'formKey==AE;dateModified>=2024-06-01T00:00:00Z',
    });
    const expected = Array.from(fake.records('DEMO')).filter(
      ({ formKey, dateModified }) => formKey === 'AE' && dateModified >= '2024-06-01 00:00:00',
    );
    expect(rows).toEqual(expected);
    expect(expected.length).toBeGreaterThan(0);
  });

  it('looks into the answers of records', () => {
    const rows = all<ImednetRecord>(fake, 'records', {
      recordDataFilter: 'vspulse>70',
      filter: 'siteId==101',
    });
    const expected = Array.from(fake.records('DEMO')).filter(
      ({ recordData, siteId }) => Number(recordData['vspulse']) > 70 && siteId === 101,
    );
    expect(rows).toEqual(expected);
    expect(expected.length).toBeGreaterThan(0);
  });

  it('finds text within answers', () => {
    const terms = all<ImednetRecord>(fake, 'records', { recordDataFilter: 'aeterm=~onch' });
    expect(new Set(terms.map(({ recordData }) => recordData['aeterm']))).toEqual(new Set(['Bronchitis']));
  });

  it('sees a change at once, although what it selected is remembered', () => {
    const changing = new FakeImednet({ subjects: 2, now: () => Date.UTC(2030, 0, 1) });
    const query = { filter: 'dateModified>=2029-01-01T00:00:00Z' };
    expect(all(changing, 'records', query)).toEqual([]);
    changing.touchRecord('DEMO', 1_000_003);
    expect(all<ImednetRecord>(changing, 'records', query).map(({ recordId }) => recordId)).toEqual([
      1_000_003,
    ]);
  });
});

describe('a bound of the key', () => {
  const fake = new FakeImednet({ subjects: 4, records: 40 });
  fake.deleteRecords('DEMO', 3, { at: 'start' });
  fake.insertRecords('DEMO', 2, { at: 'end' });
  const records = Array.from(fake.records('DEMO'));
  const [first, last] = [records[0]?.recordId ?? NaN, records.at(-1)?.recordId ?? NaN];

  const bounds: readonly (readonly [operator: string, holds: (key: number, value: number) => boolean])[] = [
    ['>', (key, value) => key > value],
    ['>=', (key, value) => key >= value],
    ['<', (key, value) => key < value],
    ['<=', (key, value) => key <= value],
  ];
  const values = [0, first - 1, first, first + 0.5, first + 7, last - 1, last, last + 1];
  const others: readonly (readonly [filter: string, also: (record: ImednetRecord) => boolean])[] = [
    ['', () => true],
    [';formKey==VS', ({ formKey }) => formKey === 'VS'],
  ];
  for (const [operator, holds] of bounds) {
    for (const [filter, also] of others) {
      it(`selects the rows of recordId${operator}…${filter}, whichever way they are sorted`, () => {
        for (const value of values) {
          const expected = records.filter((record) => holds(record.recordId, value) && also(record));
          const query = { filter: `recordId${operator}${value}${filter}` };
          expect(all(fake, 'records', query)).toEqual(expected);
          expect(all(fake, 'records', { ...query, sort: 'recordId,DESC' })).toEqual([...expected].reverse());
        }
      });
    }
  }

  it('bounds an alternative alone, not the others', () => {
    const filter = `recordId>${last - 2},recordId<${first + 2}`;
    const ids = all<ImednetRecord>(fake, 'records', { filter }).map(({ recordId }) => recordId);
    expect(ids).toEqual([first, first + 1, last - 1, last]);
  });

  it('is paged as any list is', () => {
    const query = { filter: `recordId>${first}`, page: '1', size: '10' };
    const { pagination, data } = list<ImednetRecord>(fake, RECORDS, query);
    expect(pagination).toEqual(
      jasmine.objectContaining({ totalElements: records.length - 1, totalPages: 4 }),
    );
    expect(data).toEqual(records.slice(11, 21));
  });

  for (const direction of ['ASC', 'DESC']) {
    it(`makes only the rows of the page, ${direction}`, () => {
      const generate = jasmine.createSpy().and.callFake((index: number) => ({ id: index }));
      const rows = new LazyCollection<{ readonly id: number }>(100_000, generate, 'id');
      const query = new URLSearchParams({ filter: 'id>50000', sort: `id,${direction}`, size: '10' });
      const { data, pagination } = new ListQueries().run({ rows, defaultSort: 'id' }, 'rows', query);
      expect(data[0]).toEqual({ id: direction === 'ASC' ? 50_001 : 99_999 });
      expect(data.length).toBe(10);
      expect(pagination.totalElements).toBe(49_999);
      expect(generate.calls.count()).toBeLessThan(40);
    });
  }
});

describe('what changed since an instant', () => {
  let now: number;
  let fake: FakeImednet;
  const since = { filter: 'dateModified>=2030-01-01T00:00:00Z', sort: 'dateModified,DESC' };
  const trailSince = { filter: 'dateCreated>=2030-01-01T00:00:00Z', sort: 'dateCreated,DESC' };
  const changed = (): number[] => all<ImednetRecord>(fake, 'records', since).map(({ recordId }) => recordId);
  const revised = (): (readonly [number, boolean])[] =>
    all<RecordRevision>(fake, 'recordRevisions', trailSince).map(({ recordId, deleted }) => [
      recordId,
      deleted,
    ]);

  beforeEach(() => {
    now = Date.UTC(2029, 11, 31, 23, 59, 59);
    fake = new FakeImednet({ subjects: 1, now: () => now });
  });

  it('is nothing before it, and the newest first from the very second on', () => {
    fake.touchRecord('DEMO', 1_000_001);
    expect(changed()).toEqual([]);
    expect(revised()).toEqual([]);
    now += 1000;
    fake.touchRecord('DEMO', 1_000_003);
    now += 1000;
    fake.touchRecord('DEMO', 1_000_002);
    expect(changed()).toEqual([1_000_002, 1_000_003]);
    expect(revised()).toEqual([
      [1_000_002, false],
      [1_000_003, false],
    ]);
  });

  it('is a record with its new content, deleted or restored in its place', () => {
    now += 1000;
    const count = fake.recordCount('DEMO');
    fake.changeRecord('DEMO', 1_000_002, { recordStatus: 'Signed', deleted: true });
    const [record] = all<ImednetRecord>(fake, 'records', since);
    expect(record).toEqual(
      jasmine.objectContaining({ recordId: 1_000_002, recordStatus: 'Signed', deleted: true }),
    );
    expect(record?.dateModified).toBe('2030-01-01 00:00:00');
    expect(revised()).toEqual([[1_000_002, true]]);
    now += 1000;
    fake.changeRecord('DEMO', 1_000_002, { deleted: false });
    expect(revised()).toEqual([
      [1_000_002, false],
      [1_000_002, true],
    ]);
    expect(fake.recordCount('DEMO')).toBe(count);
  });

  it('is an entry of the audit trail alone where a record was removed', () => {
    now += 1000;
    fake.deleteRecords('DEMO', 1, { at: 'start' });
    expect(changed()).toEqual([]);
    expect(revised()).toEqual([[1_000_001, true]]);
  });

  it('is nothing in a study without records', () => {
    fake = new FakeImednet({ subjects: 0 });
    expect(changed()).toEqual([]);
    expect(revised()).toEqual([]);
  });
});

describe('drift', () => {
  let fake: FakeImednet;
  const ids = (page: number): number[] =>
    list<ImednetRecord>(fake, RECORDS, { page: String(page), size: '5' }).data.map(
      ({ recordId }) => recordId,
    );

  beforeEach(() => {
    fake = new FakeImednet({ subjects: 1, records: 12 });
  });

  it('shifts the pages by what is inserted at the start', () => {
    const before = ids(0);
    fake.insertRecords('DEMO', 2, { at: 'start' });
    expect(ids(0).slice(2)).toEqual(before.slice(0, 3));
    expect(fake.recordCount('DEMO')).toBe(14);
    const all = Array.from(fake.records('DEMO'), ({ recordId }) => recordId);
    expect(all).toEqual([...all].sort((a, b) => a - b));
  });

  it('shifts the pages by what is deleted at the start', () => {
    const second = ids(1);
    fake.deleteRecords('DEMO', 1, { at: 'start' });
    expect(ids(1).slice(0, 4)).toEqual(second.slice(1));
  });

  it('never uses a number again', () => {
    const seen = new Set(Array.from(fake.records('DEMO'), ({ recordId }) => recordId));
    for (const at of ['start', 'end', 'start', 'end'] as const) {
      fake.deleteRecords('DEMO', 2, { at });
      fake.insertRecords('DEMO', 2, { at });
      const { data } = list<ImednetRecord>(fake, RECORDS);
      for (const { recordId } of at === 'start' ? data.slice(0, 2) : data.slice(-2)) {
        expect(seen.has(recordId)).toBeFalse();
        seen.add(recordId);
      }
    }
  });

  it('leaves a trail of revisions', () => {
    const count = (): number => list(fake, '/studies/DEMO/recordRevisions').pagination.totalElements;
    const before = count();
    fake.insertRecords('DEMO', 2);
    fake.touchRecord('DEMO', 1_000_001);
    fake.deleteRecords('DEMO', 1, { at: 'start' });
    expect(count()).toBe(before + 4);
    const trail = all<{ recordRevision: number; deleted: boolean }>(fake, 'recordRevisions', {
      filter: 'recordId==1000001',
    });
    expect(trail.map(({ recordRevision }) => recordRevision)).toEqual([1, 2, 3, 4]);
    expect(trail.at(-1)?.deleted).toBeTrue();
  });

  it('is refused for what does not exist', () => {
    expect(() => {
      fake.touchRecord('DEMO', 5);
    }).toThrowError(RangeError);
    expect(() => {
      fake.changeRecord('DEMO', 5, { deleted: true });
    }).toThrowError(RangeError);
    expect(() => {
      fake.insertRecords('OTHER', 1);
    }).toThrowError(RangeError);
  });
});
