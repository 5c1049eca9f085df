import type { Page } from 'imednet-rx';
import { RowsSoFar } from './rows-so-far';

const page = (items: readonly number[], totalElements: number | null = null): Page<number> => ({
  ...{ items, page: 0, size: 2, totalPages: null, totalElements },
});

describe('RowsSoFar', () => {
  it('gathers the items of pages', () => {
    const rows = new RowsSoFar<Page<number>>();
    rows.next(page([1, 2]));
    rows.next(page([3]));
    expect(rows.state.rows()).toEqual([1, 2, 3]);
    expect(rows.state.count).toBe(3);
  });

  it('gathers other values as they are, those included that look like a page at first', () => {
    const odd = { items: [1], page: 2, size: 3 };
    const rows = new RowsSoFar<unknown>();
    for (const value of [odd, null, 7, 'text']) rows.next(value);
    expect(rows.state.rows()).toEqual([odd, null, 7, 'text']);
    expect(rows.state.total).toBeNull();
  });

  it('lets a state be what it was when more comes', () => {
    const rows = new RowsSoFar<number>();
    rows.next(1);
    const [before, untouched] = [rows.state, rows.state];
    const copy = before.rows();
    rows.next(2);
    rows.complete();
    expect([before.count, before.rows(), before.phase]).toEqual([1, [1], 'streaming']);
    expect(untouched.rows()).toEqual([1]);
    expect(before.rows()).toBe(copy);
    expect([rows.state.rows(), rows.state.phase]).toEqual([[1, 2], 'complete']);
  });

  it('takes no longer for more rows: a state after each of 100,000 copies none of them', () => {
    const rows = new RowsSoFar<number>();
    const since = performance.now();
    for (let row = 0; row < 100_000; row++) {
      rows.next(row);
      if (rows.state.count !== row + 1) fail('a row is missing');
    }
    // A few milliseconds; ten seconds and more if each state copied its rows.
    expect(performance.now() - since).toBeLessThan(2_000);
    expect(rows.state.rows()[99_999]).toBe(99_999);
  });

  it('keeps the rows until an error', () => {
    const rows = new RowsSoFar<number>();
    rows.next(1);
    rows.fail('broken');
    expect([rows.state.rows(), rows.state.phase, rows.state.error]).toEqual([[1], 'error', 'broken']);
  });

  const totals: readonly (readonly [string, readonly (number | null)[], number | null])[] = [
    ['none while no page tells', [null, null], null],
    ['what pages tell', [5, 5], 5],
    ['that of a list that grows', [5, 6], 6],
    ['that of the whole, where a page behind a key tells what is left', [5, 3, 1], 5],
    ['what is known when a page does not tell', [5, null], 5],
  ];
  for (const [story, told, expected] of totals) {
    it(`tells as total ${story}`, () => {
      const rows = new RowsSoFar<Page<number>>();
      for (const total of told) rows.next(page([], total));
      expect(rows.state.total).toBe(expected);
    });
  }
});
