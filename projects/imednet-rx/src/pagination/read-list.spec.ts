import { PaginationError } from '../errors/response-contract-error';
import type { Page } from './page';
import { readList } from './read-list';

const page = (items: readonly unknown[], number = 0): Page<unknown> => ({
  ...{ items, page: number, size: 2 },
  ...{ totalPages: null, totalElements: null },
});
const at = (number: number, size = 2): { page: number; size: number } => ({ page: number, size });

describe('readList', () => {
  it('describes the page', () => {
    expect(readList(['a'], at(3))).toEqual({ page: page(['a'], 3), next: 4, end: 4 });
  });

  const cases: readonly (readonly [string, readonly unknown[], number | null])[] = [
    ['continues after a full page', ['a', 'b'], 1],
    ['continues after a short page', ['a'], 1],
    ['continues after a page that is longer than requested', ['a', 'b', 'c'], 1],
    ['ends after an empty page', [], null],
  ];
  for (const [story, items, next] of cases) {
    it(story, () => {
      expect(readList(items, at(0)).next).toBe(next);
    });
  }

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
      expect(() => readList(body, at(0))).toThrowMatching(
        (error: unknown) => error instanceof PaginationError && !error.message.includes('CANARY'),
      );
    });
  }
});
