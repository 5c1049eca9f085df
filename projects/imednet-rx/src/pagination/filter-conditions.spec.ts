import { filterAttributes, withCondition } from './filter-conditions';

describe('the attributes of a filter', () => {
  const filters: readonly (readonly [filter: string, attributes: readonly string[] | undefined])[] = [
    ['', []],
    ['a==1', ['a']],
    ['a==1;b>=2', ['a', 'b']],
    ['a==1 and b!=2;c<3', ['a', 'b', 'c']],
    ['a=="x;b==1"', ['a']],
    ['a=="\\";b==1";c==2', ['a', 'c']],
    ['a=="x,y";b=="p or q"', ['a', 'b']],
    ['or==1;and==2', ['or', 'and']],
    ['a==1,b==2', undefined],
    ['a==1;b==2 or c==3', undefined],
  ];
  for (const [filter, attributes] of filters) {
    it(`of ${filter || 'none'} are ${attributes?.join(', ') ?? 'not to be told, since it holds an OR'}`, () => {
      expect(filterAttributes(filter)).toEqual(attributes);
    });
  }
});

describe('a condition', () => {
  for (const [filter, joined] of [
    [undefined, 'c>=3'],
    ['', 'c>=3'],
    ['a==1', 'a==1;c>=3'],
    ['a==1 and b==2', 'a==1 and b==2;c>=3'],
  ] as const) {
    it(`joins ${String(filter)} as ${joined}`, () => {
      expect(withCondition(filter, 'c>=3')).toBe(joined);
    });
  }
});
