import type { ListChanges } from 'imednet-rx';
import { changesWithin, type LiveRows, settled, showChanges } from './live-rows';

interface Row {
  readonly id: number;
  readonly open: boolean;
}
const row = (id: number, open = true): Row => ({ id, open });
const keyOf = ({ id }: Row): number => id;
const changes = (items: readonly Row[], rest: Partial<ListChanges<Row>> = {}): ListChanges<Row> => ({
  items,
  added: [],
  changed: [],
  removed: [],
  initial: false,
  ...rest,
});
const shown = ({ rows, marks }: LiveRows<Row>): string =>
  rows.map(({ id }) => `${id}${marks.get(id)?.[0] ?? ''}`).join(' ');

describe('a live table', () => {
  const before = showChanges(
    null,
    changes(
      [1, 2, 3, 4].map((id) => row(id)),
      { initial: true },
    ),
    keyOf,
  );

  const stories: readonly (readonly [string, ListChanges<Row>, string])[] = [
    ['marks what came', changes([row(0), row(1), row(2)], { added: [row(0)] }), '0a 1 2'],
    [
      'marks what changed',
      changes([row(1), row(2, false)], { changed: [{ before: row(2), after: row(2, false) }] }),
      '1 2c',
    ],
    [
      'leaves what has gone in its place for a while',
      changes([row(1), row(4)], { removed: [row(2), row(3)] }),
      '1 2r 3r 4',
    ],
    [
      'leaves the first and the last in their places too',
      changes([row(2), row(3)], { removed: [row(1), row(4)] }),
      '1r 2 3 4r',
    ],
    [
      'leaves all of them when none is left',
      changes([], { removed: [1, 2, 3, 4].map((id) => row(id)) }),
      '1r 2r 3r 4r',
    ],
    [
      'puts what has gone behind its neighbour, wherever that is now',
      changes([row(4), row(2), row(9), row(1)], { removed: [row(3)], added: [row(9)] }),
      '4 2 3r 9a 1',
    ],
    ['marks nothing at first', changes([row(7)], { initial: true, added: [row(7)] }), '7'],
  ];
  for (const [story, told, expected] of stories) {
    it(story, () => {
      expect(shown(showChanges(before, told, keyOf))).toBe(expected);
    });
  }

  it('settles: what has gone is gone, and nothing is marked', () => {
    const after = showChanges(before, changes([row(1)], { removed: [row(2)] }), keyOf);
    expect(shown(settled(after))).toBe('1');
  });

  it('does not show again what had gone before', () => {
    const first = showChanges(before, changes([row(1), row(3)], { removed: [row(2), row(4)] }), keyOf);
    expect(shown(showChanges(first, changes([row(1)], { removed: [row(3)] }), keyOf))).toBe('1 3r');
  });
});

describe('changes of a part of a list', () => {
  it('count what enters it as added, and what leaves it as removed', () => {
    const closed = { before: row(1), after: row(1, false) };
    const reopened = { before: row(2, false), after: row(2) };
    const changed = { before: row(3), after: row(3) };
    const elsewhere = { before: row(4, false), after: row(4, false) };
    const told = changes([row(1, false), row(2), row(3), row(4, false), row(5), row(6, false)], {
      added: [row(5), row(6, false)],
      changed: [closed, reopened, changed, elsewhere],
      removed: [row(7), row(8, false)],
    });
    const ids = (rows: readonly Row[]): readonly number[] => rows.map(keyOf);
    const within = changesWithin(told, ({ open }) => open);
    expect(ids(within.items)).toEqual([2, 3, 5]);
    expect(ids(within.added)).toEqual([5, 2]);
    expect(within.changed).toEqual([changed]);
    expect(ids(within.removed)).toEqual([7, 1]);
  });
});
