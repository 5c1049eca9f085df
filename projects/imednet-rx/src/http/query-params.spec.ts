import { InvalidArgumentError } from '../errors/client-error';
import { type QueryParams, toQueryString } from './query-params';

describe('toQueryString', () => {
  const cases: readonly (readonly [string, QueryParams, string])[] = [
    ['nothing', {}, ''],
    ['numbers', { page: 0, size: 100 }, 'page=0&size=100'],
    ['a negative and a broken number', { a: -1, b: 1.5 }, 'a=-1&b=1.5'],
    ['booleans, false among them', { includeInactive: false, all: true }, 'includeInactive=false&all=true'],
    ['an empty text', { filter: '' }, 'filter='],
    [
      'an array as a repeated parameter',
      { sort: ['siteId,ASC', 'id,DESC'] },
      'sort=siteId%2CASC&sort=id%2CDESC',
    ],
    ['an array of one', { sort: ['siteId,ASC'] }, 'sort=siteId%2CASC'],
    ['null and undefined as no parameter', { a: null, b: undefined, c: 0 }, 'c=0'],
    ['operators of filters', { filter: 'a==1;b>=2' }, 'filter=a%3D%3D1%3Bb%3E%3D2'],
    ['signs that separate parameters', { filter: 'x&page=9#y?z' }, 'filter=x%26page%3D9%23y%3Fz'],
    ['a plus, a percent and a space', { q: 'a+b %2F' }, 'q=a%2Bb+%252F'],
    ['line breaks', { q: 'a\r\nb' }, 'q=a%0D%0Ab'],
    ['names with signs', { 'a&b=c': 1 }, 'a%26b%3Dc=1'],
    ['text beyond ASCII', { q: 'é€😀' }, 'q=%C3%A9%E2%82%AC%F0%9F%98%80'],
    ['parameters in their order', { b: 1, a: 2, c: 3 }, 'b=1&a=2&c=3'],
  ];
  for (const [story, params, expected] of cases) {
    it(`writes ${story}`, () => {
      expect(toQueryString(params)).toBe(expected);
    });

    it(`writes ${story} so that it reads back as it was`, () => {
      const given = Object.entries(params).flatMap(([name, value]) =>
        (Array.isArray(value) ? value : [value])
          .filter((one) => one !== null && one !== undefined)
          .map((one) => [name, String(one)]),
      );

      expect([...new URLSearchParams(toQueryString(params))]).toEqual(given as [string, string][]);
    });
  }

  const refused: readonly (readonly [string, unknown])[] = [
    ['NaN', NaN],
    ['Infinity', -Infinity],
    ['an object', { a: 1 }],
    ['a date', new Date(0)],
    ['a function', (): string => 'x'],
    ['a bigint', 1n],
    ['a symbol', Symbol('x')],
    ['half a surrogate pair', '\ud83d'],
    ['null inside an array', ['a', null]],
    ['undefined inside an array', ['a', undefined]],
    ['an array inside an array', [['a']]],
    ['NaN inside an array', [1, NaN]],
    ['an empty array, whose absence would widen the query', []],
  ];
  for (const [story, value] of refused) {
    it(`refuses ${story}, naming the parameter`, () => {
      expect(() => toQueryString({ sort: value } as unknown as QueryParams)).toThrowMatching(
        (error: unknown) => error instanceof InvalidArgumentError && error.message.includes('"sort"'),
      );
    });
  }

  it('refuses half a surrogate pair in a name, which would be written as another name', () => {
    expect(() => toQueryString({ 'a\ud83d': 1 })).toThrowError(InvalidArgumentError);
  });

  it('never quotes the refused value', () => {
    expect(() => toQueryString({ q: 'JANE-CANARY\ud83d' })).toThrowMatching(
      (error: unknown) => error instanceof InvalidArgumentError && !error.message.includes('CANARY'),
    );
  });
});
