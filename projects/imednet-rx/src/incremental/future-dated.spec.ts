import { EMPTY } from 'rxjs';
import { changesOf, type ChangesOptions } from '../../spec/changes-of';
import { ChangingStudy, type StudyRow } from '../../spec/changing-study';
import { failureOf } from '../../spec/failure-of';
import { Mirror } from '../../spec/mirror';
import { InvalidArgumentError } from '../errors/client-error';

const HOUR = 3_600_000;
const CENTURY = 100 * 365 * 24 * HOUR;

for (const clock of ['metadata.timestamp', 'Date'] as const) {
  describe(`rows that are dated in the future, with the server's clock in ${clock}`, () => {
    let study: ChangingStudy;
    let mirror: Mirror<StudyRow>;
    const follow = (options?: ChangesOptions): Promise<void> =>
      mirror.follow(changesOf(study, mirror.watermark, options));
    const reported = (): number[] => mirror.changes.flatMap(({ futureDated }) => futureDated);

    beforeEach(async () => {
      study = new ChangingStudy();
      study.clock = clock;
      mirror = new Mirror();
      for (let id = 1; id <= 5; id++) study.save(id, 'first');
      study.save(3, 'of the future', { late: -CENTURY });
      await follow();
    });

    it('are reported, and the watermark is not later than the clock', () => {
      expect(reported()).toEqual([3]);
      expect(mirror.watermark?.dateModified).toBe('2024-05-01 12:00:00');
    });

    it('stop no later load', async () => {
      study.now += HOUR;
      study.save(4, 'second');
      await follow();
      expect(mirror.given).toEqual([4]);
      expect(reported()).toEqual([]);
      expect(mirror.rows).toEqual(study.alive);
    });

    it('are emitted again when they change, and only then', async () => {
      for (const value of ['again', 'and again']) {
        study.now += HOUR;
        await follow();
        expect(mirror.changes).toEqual([]);
        study.save(3, value, { late: -CENTURY });
        await follow();
        expect([mirror.given, reported()]).toEqual([[3], [3]]);
      }
      study.now += HOUR;
      study.save(3, 'of today');
      await follow();
      expect([mirror.given, reported()]).toEqual([[3], []]);
      expect(mirror.rows).toEqual(study.alive);
    });

    it('are reported as deleted with their content', async () => {
      study.now += HOUR;
      study.mark(3, -CENTURY);
      await follow();
      expect(mirror.deleted).toEqual([3]);
      expect(reported()).toEqual([3]);
      expect(mirror.marked.map(({ value }) => value)).toEqual(['of the future']);
    });

    it('restored after a deletion that is dated in the future stay, however much later', async () => {
      study.remove(5, -CENTURY);
      study.save(5, 'restored');
      for (let run = 0; run < 4; run++) {
        study.now += HOUR;
        study.save(1, `run ${String(run)}`);
        await follow();
        expect(mirror.rows).toEqual(study.alive);
        expect(mirror.deleted).toEqual([]);
      }
    });

    it('are not rows that are ahead of the clock by less than the overlap', async () => {
      study.save(4, 'ahead', { late: -59_000 });
      await follow();
      expect([mirror.given, reported()]).toEqual([[4], []]);
      study.save(5, 'further ahead', { late: -61_000 });
      await follow();
      expect([mirror.given, reported()]).toEqual([[5], [5]]);
    });

    it("reject a watermark that is itself after the server's clock, since changes were missed", async () => {
      const watermark = { ...mirror.watermark!, dateModified: '2999-01-01 00:00:00' };
      const error = await failureOf(changesOf(study, watermark).process(() => EMPTY));
      expect(error).toBeInstanceOf(InvalidArgumentError);
      expect((error as Error).message).toContain('null');
    });
  });
}

describe("rows that are dated in the future, where no response has the server's clock", () => {
  it("don't move the watermark past this machine's clock", async () => {
    const study = new ChangingStudy();
    const mirror = new Mirror<StudyRow>();
    study.save(1, 'of the future', { late: -CENTURY });
    await mirror.follow(changesOf(study));
    const now = new Date().toISOString().slice(0, 10);
    expect(mirror.watermark?.dateModified.slice(0, 10)).toBe(now);
    expect(mirror.changes[0]?.futureDated).toEqual([1]);
  });
});
