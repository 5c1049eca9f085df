import type { Page, PageProgress } from 'imednet-rx';
import { rowsFold } from './rows-fold';
import { advance, type StreamEvent, type Streamed, unread } from './streamed';

const page = (items: readonly number[], rest: Partial<Page<number>> = {}): Page<number> => ({
  items,
  page: 0,
  size: 2,
  totalPages: 3,
  totalElements: 5,
  ...rest,
});
const came = (items: readonly number[], rest: Partial<Page<number>> = {}): StreamEvent<number> => ({
  type: 'page',
  page: page(items, rest),
  progress: undefined,
});
const drift = { page: 1, totalBefore: 5, totalAfter: 4, repeated: 0, mayMiss: true };

describe('the state of a list that streams in', () => {
  const fold = rowsFold<number>();
  const after = (...events: readonly StreamEvent<number>[]): Streamed<{ rows: number[] }> =>
    events.reduce(advance(fold), unread(fold));

  const stories: readonly (readonly [string, readonly StreamEvent<number>[], object])[] = [
    ['waits at first', [], { status: 'waiting', items: 0, total: null }],
    ['streams when it is started', [{ type: 'started' }], { status: 'streaming', items: 0, total: null }],
    [
      'grows with each page',
      [{ type: 'started' }, came([1, 2]), came([3, 4])],
      { status: 'streaming', items: 4, total: 5, value: { rows: [1, 2, 3, 4] } },
    ],
    [
      'is complete behind the last',
      [{ type: 'started' }, came([1, 2]), { type: 'completed' }],
      { status: 'complete', items: 2, value: { rows: [1, 2] } },
    ],
    [
      'keeps what it has when it fails',
      [{ type: 'started' }, came([1]), { type: 'failed', error: 'lost' }],
      { status: 'failed', error: 'lost', items: 1, value: { rows: [1] } },
    ],
    [
      'goes on behind what it has, without the error',
      [{ type: 'started' }, came([1]), { type: 'failed', error: 'lost' }, { type: 'resumed' }, came([2])],
      { status: 'streaming', items: 2, value: { rows: [1, 2] } },
    ],
    [
      'begins afresh when it is started again',
      [{ type: 'started' }, came([1, 2]), { type: 'started' }, came([9])],
      { status: 'streaming', items: 1, value: { rows: [9] } },
    ],
    [
      'forgets everything when it has to wait',
      [{ type: 'started' }, came([1]), { type: 'waiting' }],
      unread(fold),
    ],
    [
      'remembers that rows may be missing',
      [{ type: 'started' }, came([1], { drift }), came([2])],
      { mayMiss: true },
    ],
  ];
  for (const [story, events, expected] of stories) {
    it(story, () => {
      expect(after(...events)).toEqual(jasmine.objectContaining(expected));
    });
  }

  it('takes the total that the whole run tells before that of a page', () => {
    const progress = { total: 500 } as PageProgress;
    expect(after({ type: 'page', page: page([1]), progress }).total).toBe(500);
  });

  it('does not let a past error stay', () => {
    const state = after({ type: 'failed', error: 'lost' }, { type: 'resumed' });
    expect('error' in state).toBeFalse();
  });
});
