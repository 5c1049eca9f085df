import { gte } from 'imednet-rx';
import {
  isFiltered,
  parseAddress,
  type RecordQuery,
  sortedBy,
  toAddress,
  toListOptions,
} from './record-query';

const parse = (address: string) => {
  const params = new URLSearchParams(address);
  return parseAddress((name) => params.get(name));
};
const BY_ID = { by: 'recordId', direction: 'ASC' } as const;
const NOTHING: RecordQuery = {
  study: null,
  formKey: null,
  siteId: null,
  status: null,
  subjectKey: null,
  modifiedSince: null,
  sort: BY_ID,
};

describe('the address of the records view', () => {
  const addresses: readonly (readonly [string, object])[] = [
    ['', {}],
    ['study=DEMO', { study: 'DEMO' }],
    ['form=AE&site=7&status=Record Complete', { formKey: 'AE', siteId: 7, status: 'Record Complete' }],
    ['form=&status=&site=', {}],
    ['site=seven', {}],
    ['site=7;1', {}],
    ['since=2024-02-29', { modifiedSince: '2024-02-29' }],
    ['since=yesterday', {}],
    ['since=2024-13-01', {}],
    ['since=2024-02-30', {}],
    ['since=2023-02-29', {}],
    ['since=0000-00-00', {}],
    ['sort=dateModified', { sort: { by: 'dateModified', direction: 'ASC' } }],
    ['sort=-formKey', { sort: { by: 'formKey', direction: 'DESC' } }],
    ['sort=recordData', {}],
    ['subject=001-0001', {}],
  ];
  for (const [address, expected] of addresses) {
    it(`?${address} is read`, () => {
      const parsed: RecordQuery = { subjectKey: null, ...parse(address) };
      expect(parsed).toEqual({ ...NOTHING, ...expected });
    });
  }

  it('holds everything that is filtered and sorted by, and comes back the same', () => {
    const query = parse('form=AE&site=7&status=Record Complete&since=2024-02-29&sort=-dateModified');
    const params = new URLSearchParams();
    for (const [name, value] of Object.entries(toAddress(query))) if (value !== null) params.set(name, value);
    expect(parse(params.toString())).toEqual(query);
  });

  it('says only what changes, and leaves the usual order out', () => {
    expect(toAddress({ formKey: null })).toEqual({ form: null });
    expect(toAddress({ sort: BY_ID })).toEqual({ sort: null });
  });

  it('never names a subject', () => {
    const query: RecordQuery = { ...NOTHING, subjectKey: '001-0001' };
    expect(JSON.stringify(toAddress(query))).not.toContain('001-0001');
  });
});

describe('the list behind the table', () => {
  it('is filtered by all that was chosen', () => {
    const query: RecordQuery = {
      ...NOTHING,
      formKey: 'AE',
      siteId: 7,
      status: 'Record Complete',
      subjectKey: '001-0001',
      modifiedSince: '2024-02-29',
    };
    expect(toListOptions(query).filter).toEqual({
      formKey: 'AE',
      siteId: 7,
      recordStatus: 'Record Complete',
      subjectKey: '001-0001',
      dateModified: gte(new Date('2024-02-29T00:00:00Z')),
    });
    expect([isFiltered(query), isFiltered(NOTHING)]).toEqual([true, false]);
  });

  const orders: readonly (readonly [string, RecordQuery['sort'], object])[] = [
    ['steps back when it shifts, in the usual order', BY_ID, { onDrift: 'reconcile' }],
    ['can go down', { by: 'recordId', direction: 'DESC' }, { sort: { recordId: 'desc' } }],
    [
      'has an order among equals',
      { by: 'formKey', direction: 'DESC' },
      { sort: { formKey: 'desc', recordId: 'asc' } },
    ],
  ];
  for (const [story, sort, expected] of orders) {
    it(story, () => {
      expect(toListOptions({ ...NOTHING, sort })).toEqual(expected);
    });
  }

  it('turns round with a second click', () => {
    const first = sortedBy('formKey', BY_ID);
    expect(first).toEqual({ by: 'formKey', direction: 'ASC' });
    expect(sortedBy('formKey', first)).toEqual({ by: 'formKey', direction: 'DESC' });
  });
});
