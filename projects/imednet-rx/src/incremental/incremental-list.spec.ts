import { changesOf, type ChangesOptions } from '../../spec/changes-of';
import { ChangingStudy, type StudyRow } from '../../spec/changing-study';
import { Mirror } from '../../spec/mirror';

const SECOND = 1000;
const HOUR = 3600 * SECOND;

const range = (length: number): number[] => Array.from({ length }, (_, index) => index + 1);

describe('the changes of a list', () => {
  let study: ChangingStudy;
  let mirror: Mirror<StudyRow>;
  const follow = (options?: ChangesOptions): Promise<void> =>
    mirror.follow(changesOf(study, mirror.watermark, options));

  beforeEach(() => {
    study = new ChangingStudy();
    mirror = new Mirror();
    for (const id of range(25)) study.save(id, `first ${String(id)}`);
  });

  describe('from the beginning', () => {
    it('are all rows, page by page, and the last acknowledgement has the watermark', async () => {
      await follow();
      expect(mirror.given).toEqual(range(25));
      expect(mirror.acks.map(({ page, watermark }) => [page, watermark !== undefined])).toEqual([
        ...[0, 1].map((page) => [page, false]),
        [2, true],
      ]);
      expect(mirror.acks.map(({ items }) => items)).toEqual(mirror.changes.map(({ items }) => items.length));
      expect(study.askedFor('/records').some((filter) => String(filter).includes('date'))).toBeFalse();
    });

    it('are none in an empty study, whose watermark is the beginning of time', async () => {
      study = new ChangingStudy();
      await follow();
      expect(mirror.changes).toEqual([]);
      expect(mirror.acks.length).toBe(1);
      expect(mirror.watermark?.dateModified).toBe('1970-01-01 00:00:00');
      expect(mirror.watermark?.edge).toEqual([]);
      study.save(1, 'first of all');
      await follow();
      expect(mirror.given).toEqual([1]);
    });
  });

  describe('from a watermark', () => {
    beforeEach(async () => {
      await follow();
      study.now += HOUR;
    });

    it('are none while nothing changed; there is a watermark all the same', async () => {
      const { watermark } = mirror;
      await follow();
      expect(mirror.changes).toEqual([]);
      expect(mirror.acks.map(({ items, deleted }) => items + deleted)).toEqual([0, 0, 0]);
      expect(mirror.watermark).toEqual(watermark);
    });

    it('are the rows that are new or changed, asked for from the overlap on', async () => {
      study.save(3, 'second');
      study.save(26, 'first');
      study.asked.length = 0;
      await follow({ pageSize: 500 });
      expect(mirror.given).toEqual([3, 26]);
      expect(mirror.rows).toEqual(study.alive);
      const changed = 'dateModified>=2024-05-01T11:59:00Z';
      const settled = 'dateCreated<2024-05-01T12:59:00Z';
      expect(JSON.parse(JSON.stringify(study.asked))).toEqual([
        ['/records', { filter: changed, sort: 'dateModified,DESC', page: 0, size: 1 }],
        ['/recordRevisions', { filter: settled, sort: 'recordRevisionId,DESC', page: 0, size: 1 }],
        ['/recordRevisions', { sort: 'recordRevisionId,ASC', page: 0, size: 500 }],
        ['/records', { filter: changed, sort: 'recordId,ASC', page: 0, size: 500 }],
      ]);
    });

    const sameSecond: readonly (readonly [story: string, id: number, value: string, given: number[]])[] = [
      ['a row that was known changes', 25, 'again', [25]],
      ['a row that was known is saved as it was', 25, 'first 25', []],
      ['a row comes', 26, 'first 26', [26]],
    ];
    for (const [story, id, value, given] of sameSecond) {
      it(`are neither lost nor doubled when in the very second of the watermark ${story}`, async () => {
        study.now -= HOUR;
        study.save(id, value);
        await follow();
        expect(mirror.given).toEqual(given);
        await follow();
        expect(mirror.given).toEqual([]);
        expect(mirror.rows).toEqual(study.alive);
      });
    }

    it('hold a row each time that it changes within one second', async () => {
      for (const value of ['second', 'third']) {
        study.save(7, value);
        await follow();
        expect(mirror.given).toEqual([7]);
        expect(mirror.rows).toEqual(study.alive);
      }
    });

    it('hold a row next time that changed behind the reader, and once only', async () => {
      for (const id of range(25)) study.save(id, 'second');
      study.asked.length = 0;
      study.onRequest = (): void => {
        if (study.askedFor('/records').length < 2) return;
        study.onRequest = (): void => undefined;
        study.save(2, 'behind the reader');
        study.save(22, 'ahead of the reader');
      };
      await follow();
      expect(mirror.given).toEqual(range(25));
      expect(mirror.rows[21]?.value).toBe('ahead of the reader');
      for (const given of [[2], []]) {
        await follow();
        expect(mirror.given).toEqual(given);
      }
      expect(mirror.rows).toEqual(study.alive);
    });

    for (const [story, late, given] of [
      ['as late as the overlap allows for', 60 * SECOND, [5]],
      ['later than that, which no reader can know', 61 * SECOND, []],
    ] as const) {
      it(`${given.length > 0 ? 'hold' : 'miss'} what is seen ${story}`, async () => {
        study.save(25, 'on time');
        await follow();
        study.save(5, 'late', { late });
        await follow();
        expect(mirror.given).toEqual([...given]);
      });
    }

    it('take an overlap of their own, in ms', async () => {
      study.save(25, 'on time');
      await follow({ overlap: 0 });
      study.save(5, 'late', { late: 2 * SECOND });
      await follow({ overlap: 0 });
      expect(mirror.given).toEqual([]);
      await follow({ overlap: 1500 });
      expect(mirror.given).toEqual([5]);
    });

    it('reach back to 1970 at most, whatever the overlap', async () => {
      await follow({ overlap: Number.MAX_VALUE });
      expect(study.askedFor('/records').at(-1)).toContain('dateModified>=1970-01-01T00:00:00Z;');
    });

    it('do not go back in time when the newest row leaves without a trace', async () => {
      study.save(26, 'newest');
      await follow();
      const before = mirror.watermark?.dateModified;
      study.rows.delete(26);
      study.revisions.length = 0;
      await follow();
      expect(mirror.watermark?.dateModified).toBe(before);
    });

    it('are of the rows that pass the filter', async () => {
      mirror = new Mirror();
      const options = { params: { filter: 'value==x' } };
      study.save(3, 'x');
      await follow(options);
      study.save(4, 'x');
      study.save(5, 'y');
      await follow(options);
      expect(mirror.given).toEqual([4]);
      expect(study.askedFor('/records').at(-1)).toBe('value==x;dateModified>=2024-05-01T12:59:00Z');
    });
  });

  for (const [rows, given] of [
    [10_000, 0],
    [10_001, 10_001],
  ] as const) {
    it(`hold ${String(given)} of ${String(rows)} rows at the edge once more, since 10,000 are remembered`, async () => {
      study = new ChangingStudy();
      for (const id of range(rows)) study.save(id, '');
      await follow({ deletions: 'flag', pageSize: 500 });
      expect(mirror.watermark?.edge === null).toBe(given > 0);
      await follow({ deletions: 'flag', pageSize: 500 });
      expect(mirror.given.length).toBe(given);
    });
  }
});
