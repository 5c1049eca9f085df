import { InvalidArgumentError } from '../errors/client-error';
import type { QueryParams } from '../http/query-params';
import { planPages } from './page-plan';
import type { PaginatorOptions } from './paginator-options';

describe('planPages', () => {
  const plans: readonly (readonly [
    string,
    PaginatorOptions,
    { start: number; size: number; single: boolean },
  ])[] = [
    ['nothing', {}, { start: 0, size: 100, single: false }],
    ['a page size', { pageSize: 500 }, { start: 0, size: 500, single: false }],
    ['the smallest page size', { pageSize: 1 }, { start: 0, size: 1, single: false }],
    ['a start page', { startPage: 3 }, { start: 3, size: 100, single: false }],
    ['start page 0', { startPage: 0 }, { start: 0, size: 100, single: false }],
    [
      'an explicit page, which is fetched alone',
      { params: { page: 2 } },
      { start: 2, size: 100, single: true },
    ],
    ['page 0, explicit too', { params: { page: 0 } }, { start: 0, size: 100, single: true }],
    ['an explicit page as text', { params: { page: '7' } }, { start: 7, size: 100, single: true }],
    ['a page that is null or undefined', { params: { page: null } }, { start: 0, size: 100, single: false }],
    ['a size among the parameters', { params: { size: 25 } }, { start: 0, size: 25, single: false }],
    ['a limit', { params: { limit: 50 } }, { start: 0, size: 50, single: false }],
    ['a limit as text', { params: { limit: '50' } }, { start: 0, size: 50, single: false }],
    [
      'page, size and limit that agree',
      { startPage: 2, pageSize: 50, params: { page: 2, size: '50', limit: 50 } },
      { start: 2, size: 50, single: true },
    ],
    [
      'other names',
      { pageParam: 'p', sizeParam: 'n', params: { p: 1, n: 10 } },
      { start: 1, size: 10, single: true },
    ],
    [
      "the usual names where others are in use: these are the caller's own",
      { pageParam: 'p', sizeParam: 'n', params: { page: 9, size: 9 } },
      { start: 0, size: 100, single: false },
    ],
  ];
  for (const [story, options, expected] of plans) {
    it(`plans from ${story}`, () => {
      const plan = planPages('/x', options);
      const { start, size } = plan;
      const single = plan.alone;

      expect({ start, size, single }).toEqual(expected);
    });
  }

  const queries: readonly (readonly [string, PaginatorOptions, QueryParams])[] = [
    ['page and size', {}, { page: 4, size: 100 }],
    [
      "the caller's parameters",
      { params: { filter: 'a==1', sort: ['x', 'y'] } },
      { filter: 'a==1', sort: ['x', 'y'], page: 4, size: 100 },
    ],
    ['limit as size alone', { params: { limit: 50 } }, { page: 4, size: 50 }],
    ['page and size once each', { params: { page: 9, size: 25 } }, { page: 4, size: 25 }],
    ['other names', { pageParam: 'p', sizeParam: 'n' }, { p: 4, n: 100 }],
    [
      "the usual names as the caller's own where others are in use",
      { pageParam: 'p', sizeParam: 'n', params: { page: 8, size: 9 } },
      { page: 8, size: 9, p: 4, n: 100 },
    ],
    [
      'limit under the name of the size',
      { sizeParam: 'limit', params: { limit: 20 } },
      { page: 4, limit: 20 },
    ],
  ];
  for (const [story, options, expected] of queries) {
    it(`asks for a page with ${story}`, () => {
      const plan = planPages('/x', options);

      expect(plan.ask(4, undefined).params).toEqual(expected);
    });
  }

  it("does not change the caller's parameters", () => {
    const params = Object.freeze({ page: 1, limit: 5, filter: 'x' });
    planPages('/x', { params }).ask(2, undefined);

    expect(params).toEqual({ page: 1, limit: 5, filter: 'x' });
  });

  const refused: readonly (readonly [string, PaginatorOptions])[] = [
    ['page size 0', { pageSize: 0 }],
    ['a page size above 500', { pageSize: 501 }],
    ['a negative page size', { pageSize: -1 }],
    ['half a page size', { pageSize: 1.5 }],
    ['page size NaN', { pageSize: NaN }],
    ['page size Infinity', { pageSize: Infinity }],
    ['a limit of 0', { params: { limit: 0 } }],
    ['a limit above 500', { params: { limit: '501' } }],
    ['a size that is no number', { params: { size: 'all' } }],
    ['an empty size', { params: { size: '' } }],
    ['a size that is a boolean', { params: { size: true } }],
    ['a size that is an array', { params: { size: [100] } }],
    ['a negative page', { params: { page: -1 } }],
    ['half a page', { params: { page: 0.5 } }],
    ['a page that is no number', { params: { page: 'first' } }],
    ['a page as an exponent', { params: { page: '1e2' } }],
    ['a page that is a boolean', { params: { page: false } }],
    ['a page that is an array', { params: { page: [1] } }],
    ['a page beyond all safe numbers', { params: { page: '99999999999999999999' } }],
    ['a negative start page', { startPage: -1 }],
    ['start page NaN', { startPage: NaN }],
    ['a start page and another page', { startPage: 1, params: { page: 2 } }],
    ['a page size and another size', { pageSize: 10, params: { size: 20 } }],
    ['a page size and another limit', { pageSize: 10, params: { limit: 20 } }],
    ['a size and another limit', { params: { size: 10, limit: 20 } }],
  ];
  for (const [story, options] of refused) {
    it(`refuses ${story}`, () => {
      expect(() => planPages('/x', options)).toThrowError(InvalidArgumentError);
    });
  }
});
