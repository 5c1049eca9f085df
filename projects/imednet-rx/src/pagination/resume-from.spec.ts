import { lastValueFrom, map, toArray } from 'rxjs';
import { KeyedRows, range, type Row } from '../../spec/keyed-rows';
import { InvalidArgumentError } from '../errors/client-error';
import { AsyncPaginator } from './async-paginator';
import type { PageCursor, PartitionCursor } from './page-cursor';
import { Paginator } from './paginator';
import type { PaginatorOptions } from './paginator-options';

type Changes = Readonly<Record<string, unknown>>;

const KEYSET: PaginatorOptions = { strategy: 'keyset', itemKey: 'id', pageSize: 10 };
const OFFSET: PaginatorOptions = { ...KEYSET, strategy: 'offset' };
const PARTS: PaginatorOptions = { ...KEYSET, partitions: 4 };

/** The cursors of a list, as read from storage. */
async function cursorsOf(options: PaginatorOptions): Promise<PageCursor[]> {
  const cursors$ = new Paginator<Row>(new KeyedRows(range(200)), '/rows', options).pages().pipe(
    map(({ cursor }) => JSON.parse(JSON.stringify(cursor ?? null)) as PageCursor | null),
    toArray(),
  );
  return (await lastValueFrom(cursors$)).filter((cursor) => cursor !== null);
}

describe('resumeFrom', () => {
  const messageOf = (options: PaginatorOptions, resumeFrom: unknown): string => {
    try {
      new Paginator(new KeyedRows([]), '/rows', { ...options, resumeFrom: resumeFrom as PageCursor });
    } catch (error) {
      expect(error).toBeInstanceOf(InvalidArgumentError);
      return (error as Error).message;
    }
    return 'accepted';
  };

  for (const [story, options] of [
    ['by offset', OFFSET],
    ['by offset, cut by maxItems', { ...OFFSET, maxItems: 15 }],
    ['with keyset', KEYSET],
    ['with keyset, cut by maxItems', { ...KEYSET, maxItems: 15 }],
    ['in partitions', PARTS],
  ] as const) {
    it(`accepts each cursor of a list that is read ${story}`, async () => {
      const cursors = await cursorsOf(options);
      expect(cursors.length).toBeGreaterThan(1);
      for (const cursor of cursors) expect(messageOf(options, cursor)).toBe('accepted');
    });
  }

  it('rejects null, which is the cursor of a finished list, and says so', () => {
    for (const options of [OFFSET, KEYSET, PARTS]) expect(messageOf(options, null)).toContain('finished');
  });

  for (const nonsense of [0, 7, '', 'x', false, true, [], {}, NaN]) {
    it(`rejects ${JSON.stringify(nonsense)}`, () => {
      for (const options of [OFFSET, KEYSET, PARTS])
        expect(messageOf(options, nonsense)).toContain('Leave it out');
    });
  }

  const wrongMembers: readonly (readonly [string, PaginatorOptions, Changes])[] = [
    ...[OFFSET, KEYSET, PARTS].flatMap((options) =>
      [
        { version: 1 },
        { version: 3 },
        { version: '2' },
        { version: undefined },
        { page: -1 },
        { page: 0.5 },
        { page: '1' },
        { page: 2 ** 53 },
        { items: -1 },
        { items: null },
        { items: undefined },
        { skip: 1, partitions: [] },
        { partitions: 'x' },
        { partitions: [] },
        { partitions: null },
      ].map((changes) => ['', options, changes] as const),
    ),
    ['a position in two ways', OFFSET, { after: 7 }],
    ['no part of a page', OFFSET, { skip: 0 }],
    ['a whole page to skip', OFFSET, { skip: 10 }],
    ['half an item to skip', OFFSET, { skip: 0.5 }],
    ['a key that is not one', OFFSET, { skip: 3, after: 'x' }],
    ['no key', KEYSET, { after: undefined }],
    ['a key that JSON has lost', KEYSET, { after: null }],
    ['a key that is not an integer', KEYSET, { after: 1.5 }],
    ['a key that is a string', KEYSET, { after: '9' }],
    ['items of no page', KEYSET, { page: 0 }],
    ['a part of a page', KEYSET, { skip: 3 }],
    ['a key beside its partitions', PARTS, { after: 7 }],
    ['no partitions', PARTS, { partitions: undefined }],
    ['another count of items', PARTS, { items: 1 }],
    ['another count of pages', PARTS, { page: 1 }],
  ];
  for (const [story, options, changes] of wrongMembers) {
    const mode = options.partitions ? 'partitions' : options.strategy;
    it(`rejects a cursor with ${story} ${JSON.stringify(changes)}, ${String(mode)}`, async () => {
      const [, cursor] = await cursorsOf(options);
      expect(messageOf(options, { ...cursor, ...changes })).toContain('Leave it out');
    });
  }

  const others: readonly (readonly [string, PaginatorOptions, Changes])[] = [
    ['another strategy', OFFSET, { strategy: 'keyset' }],
    ['a strategy that there is not', KEYSET, { strategy: 'other' }],
    ['another query', KEYSET, { query: '0' }],
    ['no query', PARTS, { query: undefined }],
  ];
  for (const [story, options, changes] of others) {
    it(`rejects a cursor of another list: ${story}`, async () => {
      const [, cursor] = await cursorsOf(options);
      expect(messageOf(options, { ...cursor, ...changes })).toContain('another list');
    });
  }

  it('rejects a cursor in another order of the same list', async () => {
    const [cursor] = await cursorsOf(OFFSET);
    expect(messageOf({ ...OFFSET, params: { sort: 'id,DESC' } }, cursor)).toContain('another list');
    expect(messageOf({ ...OFFSET, itemKey: undefined }, cursor)).toContain('another list');
  });

  const part = (at: number, changes: Changes) => (parts: readonly PartitionCursor[]) =>
    parts.map((one, index) => (index === at ? { ...one, ...changes } : one));
  /** Vectors from which a range of keys is missing, in which ranges overlap, or whose numbers do not add up. */
  const vectors: readonly (readonly [
    string,
    (parts: readonly PartitionCursor[], done: number) => readonly unknown[],
  ])[] = [
    ['the first is missing', (parts) => parts.slice(1)],
    ['the last is missing', (parts) => parts.slice(0, -1)],
    ['one in the middle is missing', (parts) => parts.filter((_part, index) => index !== 1)],
    ['those that are finished are missing', (parts) => parts.filter(({ finished }) => !finished)],
    ['only one is left', (parts) => parts.slice(0, 1)],
    ['one is there twice', (parts) => [...parts.slice(0, 2), ...parts.slice(1)]],
    ['they are in another order', (parts) => [...parts].reverse()],
    ['one is null', (parts) => [null, ...parts.slice(1)]],
    ['one is empty', (parts) => [{}, ...parts.slice(1)]],
    ['there is a gap', part(1, { until: 90 })],
    ['they overlap', part(1, { from: 30 })],
    ['the first begins somewhere', part(0, { from: -5 })],
    ['the last ends somewhere', part(3, { until: 500 })],
    ['one that is not the last has no end', part(2, { until: undefined })],
    ['one that is not the first has no beginning', part(1, { from: undefined })],
    ['a bound is a string', (parts) => part(1, { from: '49' })(part(0, { until: '49' })(parts))],
    ['a range is the wrong way round', (parts) => part(1, { until: 10 })(part(2, { from: 10 })(parts))],
    ['one is after its end', part(3, { from: 149, after: 149 })],
    ['one is before its beginning', part(1, { after: 3 })],
    ['one is after the end of its range', part(1, { after: 120 })],
    ['one has items but no key', part(1, { after: undefined })],
    ['one has a key but no page', (parts) => parts.map((one) => ({ ...one, page: 0 }))],
    ['one has negative items', part(1, { items: -10 })],
    ['one has fewer pages', part(1, { page: 0 })],
    ['a finished one has a key', (parts, done) => part(done, { after: 7 })(parts)],
    ['a finished one is not said to be', (parts, done) => part(done, { finished: undefined })(parts)],
    ['one is finished by another value', part(1, { finished: 'yes', after: undefined })],
    ['all are finished', (parts) => parts.map((one) => ({ ...one, after: undefined, finished: true }))],
  ];
  for (const [story, change] of vectors) {
    it(`rejects partitions of which ${story}`, async () => {
      const cursors = await cursorsOf(PARTS);
      const isPartlyDone = ({ partitions = [] }: PageCursor): boolean =>
        partitions[0]?.finished === true && partitions[1]?.after !== undefined;
      const cursor = cursors.find(isPartlyDone);
      const parts = cursor?.partitions ?? [];
      expect(parts.length).toBe(4);
      const done = parts.findIndex(({ finished }) => finished);
      const partitions = JSON.parse(JSON.stringify(change(parts, done))) as unknown;
      expect(partitions).not.toEqual(parts);
      expect(messageOf(PARTS, { ...cursor, partitions })).toContain('Leave it out');
    });
  }

  it('rejects the position of one partition, alone or in the place of a whole list', async () => {
    const [first] = await cursorsOf(PARTS);
    const [one] = first?.partitions ?? [];
    for (const options of [PARTS, KEYSET]) {
      expect(messageOf(options, one)).toContain('Leave it out');
      expect(messageOf(options, { ...one, version: 1, strategy: 'keyset', query: first?.query })).toContain(
        'Leave it out',
      );
    }
  });

  it('rejects the same where pages are pulled, and partitions there at all', async () => {
    const [vector] = await cursorsOf(PARTS);
    const open = (resumeFrom: unknown) => () =>
      new AsyncPaginator(new KeyedRows([]), '/rows', { ...KEYSET, resumeFrom: resumeFrom as PageCursor });
    expect(open(null)).toThrowError(InvalidArgumentError);
    expect(open({ version: 1 })).toThrowError(InvalidArgumentError);
    expect(open(vector)).toThrowError(InvalidArgumentError);
  });
});
