import { changesOf, type ChangesOptions } from '../../spec/changes-of';
import { ChangingStudy, type StudyRow } from '../../spec/changing-study';
import { failureOf } from '../../spec/failure-of';
import { Mirror } from '../../spec/mirror';
import { PaginationError } from '../errors/response-contract-error';

describe('deletions among the changes of a list', () => {
  let study: ChangingStudy;
  let mirror: Mirror<StudyRow>;
  const follow = (options?: ChangesOptions): Promise<void> =>
    mirror.follow(changesOf(study, mirror.watermark, options));
  /** Lets something happen when the rows are asked for, that is, behind the audit trail. */
  const onceBehindTheTrail = (happen: () => void): void => {
    study.onRequest = ([path, { size }]): void => {
      if (path !== '/records' || size === 1) return;
      study.onRequest = (): void => undefined;
      happen();
    };
  };

  beforeEach(async () => {
    study = new ChangingStudy();
    mirror = new Mirror();
    for (let id = 1; id <= 8; id++) study.save(id, `first ${String(id)}`);
    await follow();
    study.now += 30_000;
  });

  it('name rows that were marked or removed, each once', async () => {
    study.mark(3);
    study.remove(4);
    await follow();
    expect([...mirror.deleted].sort()).toEqual([3, 4]);
    expect(mirror.given).toEqual([]);
    expect(mirror.rows).toEqual(study.alive);
    await follow();
    expect(mirror.changes).toEqual([]);
  });

  it('come before all rows and apart from them', async () => {
    study.remove(4);
    study.save(5, 'second');
    await follow();
    expect(mirror.changes.map(({ page, items, deleted }) => [page, items.length, deleted])).toEqual([
      [0, 0, [4]],
      [1, 1, []],
    ]);
    expect(mirror.acks.map(({ watermark, cursor: _, ...ack }) => [ack, watermark !== undefined])).toEqual([
      [{ page: 0, items: 0, deleted: 1 }, false],
      [{ page: 1, items: 1, deleted: 0 }, true],
    ]);
  });

  it('are only those that are marked when everything is read', async () => {
    study.mark(3);
    study.remove(4);
    mirror = new Mirror();
    await follow();
    expect(mirror.deleted).toEqual([3]);
    expect(mirror.rows).toEqual(study.alive);
  });

  it('are only those that are marked when the audit trail is left out', async () => {
    study.asked.length = 0;
    study.mark(3);
    study.remove(4);
    await follow({ deletions: 'flag' });
    expect(mirror.deleted).toEqual([3]);
    expect(study.asked.every(([path]) => path === '/records')).toBeTrue();
  });

  it('are seen when the audit trail tells late', async () => {
    study.save(5, 'second');
    await follow();
    study.remove(4, 60_000);
    await follow();
    expect(mirror.deleted).toEqual([4]);
  });

  it('of many pages of revisions are those whose last one says so', async () => {
    for (let round = 0; round < 30; round++) {
      study.mark(3);
      study.save(3, String(round));
      study.save(4, String(round));
      study.mark(4);
    }
    await follow();
    expect(mirror.deleted).toEqual([4]);
    expect(mirror.given).toEqual([3]);
  });

  const ways: readonly (readonly [way: string, away: () => void])[] = [
    ['marked', (): void => study.mark(4)],
    ['removed', (): void => study.remove(4)],
  ];
  for (const [way, away] of ways) {
    it(`end with the row when it is ${way} and restored before the next run`, async () => {
      away();
      study.save(4, 'restored');
      await follow();
      expect(mirror.deleted).toEqual([]);
      expect(mirror.rows).toEqual(study.alive);
    });

    it(`end with what is last when it is ${way}, restored and ${way} again in later runs`, async () => {
      for (const change of [away, (): void => study.save(4, 'restored'), away, away]) {
        change();
        await follow();
        expect(mirror.rows).toEqual(study.alive);
      }
      expect(mirror.rows.length).toBe(7);
    });

    it(`end with the row when it is ${way}, and restored while changes are read`, async () => {
      away();
      onceBehindTheTrail(() => {
        study.save(4, 'restored');
      });
      await follow();
      expect(mirror.deleted).toEqual([4]);
      expect(mirror.given).toEqual([4]);
      expect(mirror.rows).toEqual(study.alive);
    });

    it(`end with the row when it is ${way}, and then there with date and content as before`, async () => {
      const before = study.rows.get(4)!;
      away();
      onceBehindTheTrail(() => study.rows.set(4, before));
      await follow();
      expect(mirror.deleted).toEqual([4]);
      expect(mirror.rows).toEqual(study.alive);
    });

    it(`are told next time when a row is ${way} behind the audit trail`, async () => {
      onceBehindTheTrail(away);
      await follow();
      await follow();
      expect(mirror.rows).toEqual(study.alive);
      expect(mirror.rows.length).toBe(7);
    });
  }

  it('end with the row when its restoration carries an earlier date than its deletion', async () => {
    study.mark(4);
    study.save(4, 'restored', { late: 40_000 });
    await follow();
    study.now += 30_000;
    study.save(5, 'moves the overlap between the two');
    for (const given of [[5], []]) {
      await follow();
      expect(mirror.given).toEqual(given);
      expect(mirror.rows).toEqual(study.alive);
    }
  });

  it('are refused when a revision does not tell its record', async () => {
    study.revisions.push({
      ...{ recordRevisionId: 1000, recordId: null, deleted: true, dateCreated: '2024-05-01 12:00:30' },
    });
    expect(await failureOf(changesOf(study, mirror.watermark).process(() => []))).toBeInstanceOf(
      PaginationError,
    );
  });
});
