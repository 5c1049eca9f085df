import { PageTally } from './page-tally';

describe('the tally of a page', () => {
  it('counts items, not how often a field comes in each', () => {
    const tally = new PageTally();
    const keyword = { field: 'keywords[].dateAdded', kind: 'missing' } as const;
    tally.add(0, [keyword, keyword], false);
    tally.add(3, [keyword], false);
    expect(tally.misfits('records', 7)).toEqual([{ resource: 'records', page: 7, ...keyword, count: 2 }]);
    expect(tally.problems).toEqual([]);
  });

  it('tells kinds of one field apart', () => {
    const tally = new PageTally();
    tally.add(0, [{ field: 'siteId', kind: 'missing' }], false);
    tally.add(1, [{ field: 'siteId', kind: 'type', expected: 'integer' }], false);
    expect(tally.misfits('sites', 0).map(({ kind, count }) => [kind, count])).toEqual([
      ['missing', 1],
      ['type', 1],
    ]);
  });

  it('has problems where the list must not go on, and an unknown field is none', () => {
    const tally = new PageTally();
    tally.add(0, [{ field: 'deleted', kind: 'missing' }], false);
    tally.add(1, [{ field: 'extra', kind: 'unknown' }], true);
    tally.add(1, [{ field: 'siteId', kind: 'type', expected: 'integer' }], true);
    tally.add(2, [{ field: 'deleted', kind: 'missing' }], true);
    expect(tally.problems).toEqual([
      { field: 'deleted', kind: 'missing' },
      { field: 'siteId', kind: 'type', expected: 'integer' },
    ]);
  });

  it('names a hundred fields, and counts the others together', () => {
    const tally = new PageTally();
    for (let item = 0; item < 250; item++) tally.add(item, [{ field: `f${item}`, kind: 'unknown' }], true);
    const misfits = tally.misfits('sites', 0);
    expect(misfits.length).toBe(101);
    expect(misfits.at(-1)).toEqual({
      ...{ resource: 'sites', page: 0 },
      ...{ field: '(other)', kind: 'unknown', count: 150 },
    });
  });
});
