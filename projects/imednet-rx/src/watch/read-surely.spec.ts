import { defer, from, of } from 'rxjs';
import type { Page } from '../pagination/page';
import type { PageDrift } from '../pagination/page-drift';
import type { PageStrategy } from '../pagination/page-strategy';
import { readSurely, type SureRead } from './read-surely';

interface Row {
  readonly id: number;
}

const DRIFT: PageDrift = { page: 1, totalBefore: 6, totalAfter: 7, repeated: 0, mayMiss: false };

/** A read as text, its pages divided by bars; `!` marks one at which the list was seen to change. */
const pagesOf = (read: string): Page<Row>[] =>
  read.split('|').map((text, page) => ({
    items: (text.match(/\d+/g) ?? []).map((id) => ({ id: Number(id) })),
    ...{ page, size: 2, totalPages: null, totalElements: null },
    ...(text.includes('!') && { drift: DRIFT }),
  }));

describe('readSurely', () => {
  const stories: readonly (readonly [
    story: string,
    strategy: PageStrategy,
    reads: readonly string[],
    items: string,
    sure: boolean,
  ])[] = [
    ['by key, whatever is missing', 'keyset', ['1 2|5 6'], '1 2 5 6', true],
    ['one answer, whatever is missing', 'offset', ['1 5'], '1 5', true],
    ['an empty list', 'offset', [''], '', true],
    ['nothing missing', 'offset', ['1 2|3 4|5 6'], '1 2 3 4 5 6', false],
    ['more than was known', 'offset', ['1 2|3 4|5 6|7'], '1 2 3 4 5 6 7', false],
    ['what was only passed over', 'offset', ['1 2|4 5|6', '1 2|3 4|5 6'], '1 2 3 4 5 6', false],
    ['what two reads lack', 'offset', ['1 2|4 5|6', '1 2|4 5|6'], '1 2 4 5 6', true],
    ['what the last two reads lack', 'offset', ['1 2|4 5', '1 2|4 5|6', '1 2|4 5|6'], '1 2 4 5 6', true],
    ['one answer, behind one that was two', 'offset', ['1 2|4', '1 2'], '1 2', true],
    ['a list that does not come to rest', 'offset', ['1 2|4 5', '1 2|5 6', '1 2|4 6'], '1 2 4 6', false],
    ['the same keys in another order', 'offset', ['1 2|4 5', '1 2|5 4', '1 2|4 5'], '1 2 4 5', false],
    [
      'rows that come and go with each read',
      'offset',
      ['1 2|2 3|5 6', '1 2|2 3|5 6', '1 2|2 3|5 6'],
      '1 2 3 5 6',
      false,
    ],
    [
      'a total that changes with each read',
      'offset',
      ['1 2|!3|5 6', '1 2|!3|5 6', '1 2|3|5 6'],
      '1 2 3 5 6',
      false,
    ],
    [
      'nothing missing, of a list that changed',
      'offset',
      ['1 2|!3 4|5 6', '1 2|3 4|5 6'],
      '1 2 3 4 5 6',
      false,
    ],
    ['what came twice, where it came last', 'offset', ['1 2|3 1|4 5|6', '2 3|1 4|5 6'], '2 3 1 4 5 6', false],
  ];
  for (const [story, strategy, reads, items, sure] of stories) {
    it(`reads ${reads.length > 1 ? `${String(reads.length)} times` : 'once'}: ${story}`, () => {
      const known = new Map([1, 2, 3, 4, 5, 6].map((id) => [id, { id }]));
      let count = 0;
      const pages$ = defer(() => from(pagesOf(reads[count++] ?? 'a read too many')));
      let read: SureRead<Row> | undefined;
      readSurely(pages$, strategy, 'id', known).subscribe((result) => (read = result));
      expect([...(read?.items.keys() ?? [])].join(' ')).toBe(items);
      expect([read?.sure, count]).toEqual([sure, reads.length]);
    });
  }

  it('gives what did not change as the object that is known, and freezes what is new', () => {
    const known = new Map([[1, { id: 1, deep: { value: 1 } }]]);
    const [same, other] = [
      { id: 1, deep: { value: 1 } },
      { id: 2, deep: { value: 1 } },
    ];
    const page = { items: [same, other], page: 0, size: 2, totalPages: null, totalElements: null };
    readSurely(of(page), 'offset', 'id', known).subscribe(({ items }) => {
      expect(items.get(1)).toBe(known.get(1));
      expect(items.get(2)).toBe(other);
    });
    expect([other, other.deep].every(Object.isFrozen)).toBeTrue();
  });
});
