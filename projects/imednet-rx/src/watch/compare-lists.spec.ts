import { compareLists } from './compare-lists';
import type { Keyed } from './read-whole';

interface Item {
  readonly id: number;
  readonly is: string;
}

/** Items by their text, so that the same text is the identical object. */
const pool = new Map<string, Item>();
const item = (text: string): Item => {
  const known = pool.get(text) ?? { id: Number.parseInt(text), is: text };
  pool.set(text, known);
  return known;
};
const keyed = (texts: string): Keyed<Item> =>
  new Map(
    texts
      .split(' ')
      .filter(Boolean)
      .map((text) => [item(text).id, item(text)]),
  );
const textOf = (items: readonly Item[]): string => items.map(({ is }) => is).join(' ');

describe('compareLists', () => {
  const stories: readonly (readonly [
    story: string,
    before: string,
    read: string,
    sure: boolean,
    told: string | undefined,
    items: string,
  ])[] = [
    ['nothing that changed', '1 2', '1 2', true, undefined, '1 2'],
    ['an item that came', '1 3', '1 2 3', true, '+2', '1 2 3'],
    ['an item that went', '1 2 3', '1 3', true, '-2', '1 3'],
    ['an item that changed', '1 2a', '1 2b', true, '2a>2b', '1 2b'],
    ['all at once', '1 2a 3', '2b 3 4', true, '+4 2a>2b -1', '2b 3 4'],
    ['another order alone', '1 2', '2 1', true, '', '2 1'],
    ['a list that became empty', '1 2', '', true, '-1 -2', ''],
    ['nothing of what an unsure read lacks', '1 2 3', '1 3', false, undefined, '1 2 3'],
    [
      'what an unsure read has, with the rest in its place',
      '1 2a 3 4',
      '2b 5',
      false,
      '+5 2a>2b',
      '1 2b 3 4 5',
    ],
    ['an unsure read of nothing', '1 2', '', false, undefined, '1 2'],
    ['what moved behind what is kept', '1 2 3', '3 1', false, '', '3 1 2'],
  ];
  for (const [story, before, read, sure, told, items] of stories) {
    it(`tells ${story}`, () => {
      const comparison = compareLists(keyed(before), { items: keyed(read), sure });
      expect(textOf([...comparison.items.values()])).toBe(items);
      const { changes } = comparison;
      const facts = changes && [
        ...changes.added.map(({ is }) => `+${is}`),
        ...changes.changed.map((change) => `${change.before.is}>${change.after.is}`),
        ...changes.removed.map(({ is }) => `-${is}`),
      ];
      expect(facts?.join(' ')).toBe(told);
      if (changes) expect([textOf(changes.items), changes.initial]).toEqual([items, false]);
    });
  }

  it('tells all the first time, also what an unsure read has', () => {
    for (const sure of [true, false]) {
      const { changes } = compareLists<Item>(undefined, { items: keyed('1 2'), sure });
      expect([changes?.initial, textOf(changes?.items ?? []), textOf(changes?.added ?? [])]).toEqual([
        true,
        '1 2',
        '1 2',
      ]);
      expect([changes?.changed, changes?.removed]).toEqual([[], []]);
    }
  });
});
