import { AxiosHeaders } from 'axios';
import { headerOf } from './header-of';

describe('headerOf', () => {
  const cases: readonly (readonly [string, unknown, string | undefined])[] = [
    ['a plain one', { 'retry-after': '7' }, '7'],
    ['one in any case', { 'Retry-After': '7' }, '7'],
    ["one of axios' own", new AxiosHeaders({ 'Retry-After': '7' }), '7'],
    ['a number', { 'retry-after': 7 }, '7'],
    ['a repeated one as one text', { 'retry-after': ['7', '8'] }, '7, 8'],
    ['nothing where there is none', { date: 'x' }, undefined],
    ['nothing that headers inherit', Object.create({ 'retry-after': '7' }), undefined],
    ['nothing of what is no text', { 'retry-after': { a: 1 } }, undefined],
    ['nothing where there are no headers', undefined, undefined],
  ];
  for (const [story, headers, value] of cases) {
    it(`gives ${story}`, () => {
      expect(headerOf(headers, 'retry-after')).toBe(value);
    });
  }
});
