import { InvalidArgumentError } from '../errors/client-error';
import { anyOf, Condition, contains, eq, gt, gte, lt, lte, ne } from './condition';
import { and, or } from './filter';
import { dataFilterText, filterText } from './filter-text';

const DATE = new Date('2024-01-02T03:04:05.678Z');

describe('filterText', () => {
  const written: readonly (readonly [string, object, string])[] = [
    ['an equal value', { siteId: 1 }, 'siteId==1'],
    [
      'each operator',
      { a: eq(1), b: ne(2), c: lt(3), d: lte(4), e: gt(5), f: gte(6) },
      'a==1;b!=2;c<3;d<=4;e>5;f>=6',
    ],
    ['a date', { dateModified: gte(DATE) }, 'dateModified>=2024-01-02T03:04:05Z'],
    ['a boolean', { deleted: false }, 'deleted==false'],
    ['a text that needs quotes', { subjectKey: '1-2' }, 'subjectKey=="1-2"'],
    ['a text that is a word of the syntax', { name: 'or' }, 'name=="or"'],
    ['several values', { s: anyOf('A', 'B b') }, 's==A,s=="B b"'],
    [
      'several values beside another attribute',
      { i: 1, s: anyOf('A', 'B'), j: 2 },
      'i==1;s==A;j==2,i==1;s==B;j==2',
    ],
    ['an OR', or<object>({ a: 1 }, { b: 2, c: 3 }), 'a==1,b==2;c==3'],
    ['an AND', and<object>({ a: 1 }, { b: 2 }), 'a==1;b==2'],
    ['an OR within an AND', and<object>({ a: 1 }, or<object>({ b: 2 }, { c: 3 })), 'a==1;b==2,a==1;c==3'],
    ['an AND within an OR', or<object>(and<object>({ a: 1 }, { b: 2 }), { a: 3 }), 'a==1;b==2,a==3'],
  ];
  for (const [story, filter, text] of written) {
    it(`writes ${story}`, () => {
      expect(filterText(filter)).toBe(text);
    });
  }

  it('leaves a text as it is, and takes a filter that asks for nothing for none', () => {
    expect(filterText('a==1 or b==2')).toBe('a==1 or b==2');
    expect(filterText(undefined)).toBeUndefined();
    expect(filterText({})).toBeUndefined();
  });

  const refused: readonly (readonly [string, unknown])[] = [
    ['an attribute twice', and<object>({ CANARY: gte(1) }, { CANARY: lt(2) })],
    ['no value', { a: undefined }],
    ['null', { a: null }],
    ['an object', { a: { b: 1 } }],
    ['an empty text', { a: '' }],
    ['a line break', { a: 'CANARY\n' }],
    ['half a character', { a: 'CANARY\ud800' }],
    ['a number that is none', { a: NaN }],
    ['a number that needs an exponent', { a: 1e30 }],
    ['a date that is none', { a: new Date('CANARY') }],
    ['a date beyond the year 9999', { a: new Date(8e15) }],
    ['a name that is an expression', { 'a==1,b': 2 }],
    ['an empty name', { '': 2 }],
    ['contains', { a: contains('CANARY') }],
    ["an operator of one's own", { a: new Condition('==1;b' as never, [1]) }],
    ['an OR of nothing', or()],
    ['an AND of nothing', and()],
    ['an OR with a filter that everything passes', or<object>({ a: 1 }, {})],
    ['an OR that is too long', or<object>(...Array.from({ length: 101 }, (_, a) => ({ a })))],
    ['an AND that is too long', and<object>({ a: anyOf(...range(11)) }, { b: anyOf(...range(11)) })],
    ['a number', 7],
    ['nothing', null],
  ];
  for (const [story, filter] of refused) {
    it(`refuses ${story}, and repeats no value`, () => {
      expect(() => filterText(filter as object)).toThrowMatching(
        (error: unknown) =>
          error instanceof InvalidArgumentError &&
          (story === 'an attribute twice' || !error.message.includes('CANARY')),
      );
    });
  }

  it('refuses anyOf without a value, which would match nothing', () => {
    expect(() => anyOf()).toThrowError(InvalidArgumentError);
  });
});

describe('dataFilterText', () => {
  it('can look for a part of a text', () => {
    expect(dataFilterText({ AETERM: contains('head ache'), AESEV: 'SEVERE' })).toBe(
      'AETERM=~"head ache";AESEV==SEVERE',
    );
  });
});

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}
