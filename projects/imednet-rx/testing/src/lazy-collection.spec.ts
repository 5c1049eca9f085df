import { LazyCollection } from './lazy-collection';

interface Row {
  readonly id: number;
  readonly text: string;
}

const original = (index: number): Row => ({ id: 100 + index, text: 'original' });
const inserted = (id: number): Row => ({ id, text: 'inserted' });

describe('a lazy collection', () => {
  let collection: LazyCollection<Row>;
  const ids = (): number[] => Array.from(collection, ({ id }) => id);

  beforeEach(() => {
    collection = new LazyCollection(4, original, 'id');
  });

  it('generates only the rows that are read', () => {
    const generate = jasmine.createSpy().and.callFake(original);
    const large = new LazyCollection<Row>(1_000_000, generate, 'id');
    expect(large.slice(999_998, 1_000_005).map(({ id }) => id)).toEqual([1_000_098, 1_000_099]);
    expect(generate).toHaveBeenCalledTimes(2);
  });

  it('keeps the order when rows come and go at both ends', () => {
    collection.insert([inserted(98), inserted(99)], 'start');
    collection.insert([inserted(104)], 'end');
    expect(ids()).toEqual([98, 99, 100, 101, 102, 103, 104]);
    expect(collection.remove(3, 'start').map(({ id }) => id)).toEqual([98, 99, 100]);
    expect(collection.remove(2, 'end').map(({ id }) => id)).toEqual([103, 104]);
    expect(ids()).toEqual([101, 102]);
  });

  it('removes across all its parts, and no more than there is', () => {
    collection.insert([inserted(99)], 'start');
    collection.insert([inserted(104), inserted(105)], 'end');
    collection.remove(6, 'start');
    expect(ids()).toEqual([105]);
    expect(collection.remove(5, 'end').length).toBe(1);
    expect(collection.length).toBe(0);
  });

  it('removes from the end down into the start', () => {
    collection.insert([inserted(98), inserted(99)], 'start');
    collection.remove(5, 'end');
    expect(ids()).toEqual([98]);
    collection.insert([inserted(200)], 'end');
    expect(ids()).toEqual([98, 200]);
  });

  it('finds rows by key wherever they are', () => {
    collection.insert([inserted(90)], 'start');
    collection.insert([inserted(200)], 'end');
    expect([90, 100, 103, 200, 150].map((id) => collection.positionOf(id))).toEqual([0, 1, 4, 5, -1]);
  });

  it('finds where the keys begin to pass, or that none does', () => {
    collection.insert([inserted(90)], 'start');
    expect([0, 90, 91, 100, 103, 104].map((key) => collection.firstPosition((each) => each >= key))).toEqual([
      0, 0, 1, 1, 4, 5,
    ]);
  });

  it('keeps a replaced row while its neighbours shift', () => {
    collection.replace(1, { id: 101, text: 'replaced' });
    collection.remove(1, 'start');
    collection.insert([inserted(99)], 'start');
    expect(Array.from(collection, ({ text }) => text)).toEqual([
      'inserted',
      'replaced',
      'original',
      'original',
    ]);
  });

  it('gets a new version with each change', () => {
    const versions = [collection.version];
    collection.insert([inserted(99)], 'start');
    versions.push(collection.version);
    collection.replace(0, inserted(99));
    versions.push(collection.version);
    collection.remove(1, 'end');
    versions.push(collection.version);
    expect(new Set(versions).size).toBe(4);
  });

  it('refuses positions outside', () => {
    for (const position of [-1, 4]) expect(() => collection.at(position)).toThrowError(RangeError);
  });
});
