import { compileFilter } from './evaluate';
import { DATA_FILTER_OPERATORS, FILTER_OPERATORS, parseFilter } from './parse';
import { FilterError } from './tokenize';

const ROW = {
  id: 10,
  name: 'Doe, "Jane"',
  city: 'Lüneburg',
  active: true,
  at: '2025-06-05 21:12:08',
  due: '2025-06-05',
  none: null,
  list: ['x'],
};
const ATTRIBUTES = new Map<string, unknown>(Object.entries(ROW));

function matches(text: string, operators = FILTER_OPERATORS): boolean {
  return compileFilter(parseFilter(text, operators), ATTRIBUTES)(ROW);
}

describe('a filter', () => {
  const cases: readonly (readonly [filter: string, expected: boolean, why: string])[] = [
    ['id==10', true, 'numbers are equal'],
    ['id<9', false, '10 is not below 9, though "10" sorts before "9"'],
    ['id<=10', true, 'the bound belongs to <='],
    ['id>10', false, 'the bound does not belong to >'],
    ['id>=1e1', true, 'numbers are compared as numbers'],
    ['id!=10', false, 'equal numbers do not differ'],
    ['city==Lüneburg', true, 'letters of any language need no quotes'],
    ['city==lüneburg', false, 'values are case-sensitive'],
    ['name=="Doe, \\"Jane\\""', true, 'a backslash escapes a quote, and quotes protect a comma'],
    ['active==true', true, 'booleans are equal'],
    ['active!=true', false, 'equal booleans do not differ'],
    ['at>=2025-06-05T21:12:08Z', true, 'an instant is compared with the stored form'],
    ['at<2025-06-05T21:12:08Z', false, 'the same instant is not earlier'],
    ['at>2025-06-05', true, 'a day is its first instant'],
    ['at=="2025-06-05 21:12:08"', true, 'the stored form may be quoted'],
    ['due==2025-06-05T00:00:00Z', true, 'a stored day equals its first instant'],
    ['due<2025-06-05T00:00:01Z', true, 'a stored day is before its second second'],
    ['none==null', true, 'null is null'],
    ['none!=null', false, 'null does not differ from null'],
    ['id!=null', true, 'a number is not null'],
    ['none==x', false, 'null equals nothing else'],
    ['none!=x', true, 'null differs from everything else'],
    ['id==1,active==true;city==X', false, 'AND binds tighter than OR on the right'],
    ['active==true;city==X,id==10', true, 'AND binds tighter than OR on the left'],
    ['id==10 and active==true', true, 'words join as ; does'],
    ['id==1 or active==true', true, 'words join as , does'],
    ['city=="a and b" or id==10', true, 'words within quotes do not join'],
  ];
  for (const [filter, expected, why] of cases) {
    it(`${expected ? 'lets' : 'does not let'} the row pass ${filter}: ${why}`, () => {
      expect(matches(filter)).toBe(expected);
    });
  }

  const refused: readonly (readonly [filter: string, why: RegExp])[] = [
    ['id == 10', /operator at position 2/],
    ['id==10 ', /position 6/],
    [' id==10', /attribute at position 0/],
    ['id==10;', /attribute at position 7/],
    ['id=10', /operator/],
    ['id==', /value at position 4/],
    ['city=="open', /value/],
    ['(id==10)', /attribute/],
    ['id==10 AND active==true', /position 6/],
    ['id==10  and active==true', /position 6/],
    ['id>=1;id<9', /id occurs more than once/],
    ['ID==10', /unknown attribute ID/],
    ['id==ten', /id needs a number/],
    ['active==yes', /true or false/],
    ['active<true', /true or false/],
    ['at>=yesterday', /timestamp/],
    ['none<null', /null can only/],
    ['list==x', /cannot be filtered/],
    ['city=~Lün', /=~ is not allowed/],
  ];
  for (const [filter, why] of refused) {
    it(`is refused when written ${JSON.stringify(filter)}`, () => {
      expect(() => matches(filter)).toThrowMatching(
        (error: unknown) => error instanceof FilterError && why.test(error.message),
      );
    });
  }

  it('does not repeat a value in its complaint, since it can be about a patient', () => {
    expect(() => matches('id==Jane-Doe')).toThrowMatching((error: Error) => !error.message.includes('Jane'));
  });
});

describe('a filter of record data', () => {
  it('can search within text', () => {
    expect(matches('city=~neb', DATA_FILTER_OPERATORS)).toBeTrue();
    expect(matches('city=~NEB', DATA_FILTER_OPERATORS)).toBeFalse();
  });

  it('passes over rows that lack the question, even when asked for a difference', () => {
    const test = compileFilter(parseFilter('city!=X', DATA_FILTER_OPERATORS), ATTRIBUTES);
    expect(test({ city: 'Y' })).toBeTrue();
    expect(test({})).toBeFalse();
  });
});
