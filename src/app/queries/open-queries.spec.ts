import type { Page, Query } from 'imednet-rx';
import { countAges, daysOpen, ofAge, openQueries, parseAge } from './open-queries';

const NOW = Date.UTC(2026, 0, 31);
const opened = (dateCreated: string): Pick<Query, 'dateCreated'> => ({ dateCreated });

describe('open queries', () => {
  it('are those that nobody has closed', () => {
    const query = (annotationId: number, closed: boolean): Query =>
      ({ annotationId, queryComments: [{ sequence: 1, closed }] }) as unknown as Query;
    const page = { items: [query(1, false), query(2, true), query(3, false)] } as unknown as Page<Query>;
    const { rows } = openQueries.add(openQueries.empty(), page);
    expect(rows.map(({ annotationId }) => annotationId)).toEqual([1, 3]);
  });

  it('wait for whole days, and for none if they are from the future', () => {
    expect(daysOpen(opened('2026-01-29 23:59:59'), NOW)).toBe(1);
    expect(daysOpen(opened('2026-02-02 00:00:00'), NOW)).toBe(0);
    expect(daysOpen(opened('soon'), NOW)).toBeNull();
  });

  it('are counted and chosen by age; those without one are in no range', () => {
    const queries = ['2026-01-30 00:00:00', '2025-12-15 00:00:00', '2024-01-01 00:00:00', ''].map(opened);
    expect(countAges(queries, NOW)).toEqual([1, 1, 0, 0, 1]);
    expect(ofAge(queries, 4, NOW)).toEqual([opened('2024-01-01 00:00:00')]);
    expect(ofAge(queries, null, NOW)).toEqual(queries);
  });

  for (const [text, range] of [
    ['0', 0],
    ['4', 4],
    ['5', null],
    ['-1', null],
    ['', null],
    [null, null],
  ] as const) {
    it(`reads ${JSON.stringify(text)} in an address as ${range ?? 'all'}`, () => {
      expect(parseAge(text)).toBe(range);
    });
  }
});
