import { PaginationError } from '../errors/client-error';
import type { Page } from './page';
import { readList } from './read-list';

const page = (items: readonly unknown[], number = 0): Page<unknown> => ({
  ...{ items, page: number, size: 2 },
  ...{ totalPages: null, totalElements: null },
});
const at = (number: number, size = 2): { page: number; size: number } => ({ page: number, size });

describe('readList', () => {
  it('describes the page', () => {
    expect(readList(['a'], at(3), undefined)).toEqual({ page: page(['a'], 3), next: null, end: 4 });
  });

  const cases: readonly (readonly [string, readonly unknown[], Page<unknown> | undefined, number | null])[] =
    [
      ['goes on behind a full page', ['a', 'b'], undefined, 1],
      ['ends behind a short page', ['a'], undefined, null],
      ['ends behind an empty page', [], undefined, null],
      ['goes on behind a full page that differs', ['c', 'd'], page(['a', 'b']), 1],
      ['goes on where the same items come in another order', ['b', 'a'], page(['a', 'b']), 1],
      ['goes on where only one item is the same', ['a', 'c'], page(['a', 'b']), 1],
      ['ends behind an empty page after a full one', [], page(['a', 'b']), null],
    ];
  for (const [story, items, previous, next] of cases) {
    it(story, () => {
      expect(readList(items, at(0), previous).next).toBe(next);
    });
  }

  it('refuses the same full page again, before its items come twice', () => {
    const items = [{ id: 1, name: 'JANE-CANARY' }, { id: 2 }];

    expect(() => readList(structuredClone(items), at(1), page(items))).toThrowMatching(
      (error: unknown) =>
        error instanceof PaginationError &&
        error.message.includes('Page 1 ') &&
        !error.message.includes('CANARY'),
    );
  });

  it('takes an answer longer than asked for, of an endpoint that does not page, for the whole list', () => {
    const step = readList(['a', 'b', 'c'], at(0), undefined);

    expect(step.page.items).toEqual(['a', 'b', 'c']);
    expect(step.next).toBeNull();
  });

  for (const [story, body] of [
    ['null', null],
    ['undefined', undefined],
    ['an object', {}],
    ['an envelope', { data: ['JANE-CANARY'] }],
    ['text', 'JANE-CANARY'],
    ['a number', 5],
    ['something like an array', { length: 0 }],
  ] as const) {
    it(`refuses a body that is ${story}`, () => {
      expect(() => readList(body, at(0), undefined)).toThrowMatching(
        (error: unknown) => error instanceof PaginationError && !error.message.includes('CANARY'),
      );
    });
  }
});
