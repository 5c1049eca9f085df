import { concat, EMPTY, type Observable, Subject, tap, throwError } from 'rxjs';
import { changesOf, type ChangesOptions } from '../../spec/changes-of';
import { ChangingStudy, type StudyRow } from '../../spec/changing-study';
import { failureOf } from '../../spec/failure-of';
import { Mirror } from '../../spec/mirror';
import { InvalidArgumentError } from '../errors/client-error';
import type { SinceCursor } from './since-cursor';

const ROWS = 45;

describe('a run of changes that was interrupted', () => {
  let study: ChangingStudy;
  let mirror: Mirror<StudyRow>;
  const interrupt = async (from: Mirror<StudyRow>['saved'], page: number, concurrency = 1): Promise<void> => {
    const failing = (work$: Observable<unknown>, changes: { page: number }): Observable<unknown> =>
      changes.page === page
        ? concat(
            work$,
            throwError(() => new Error('disk full')),
          )
        : work$;
    const run = mirror.follow(changesOf(study, from), concurrency, failing, from !== mirror.watermark);
    await expectAsync(run).toBeRejectedWithError('disk full');
  };
  const resume = (options?: ChangesOptions): Promise<void> =>
    mirror.follow(changesOf(study, mirror.saved, options), 1, undefined, true);

  beforeEach(() => {
    study = new ChangingStudy();
    study.clock = 'metadata.timestamp';
    mirror = new Mirror();
    for (let id = 1; id <= ROWS; id++) study.save(id, 'first');
  });

  for (const concurrency of [1, 3]) {
    for (const page of [1, 2, 3, 4]) {
      it(`from the beginning on page ${String(page)}, ${String(concurrency)} at a time, continues there`, async () => {
        const undisturbed = new Mirror<StudyRow>();
        await undisturbed.follow(changesOf(study));
        await interrupt(null, page, concurrency);
        const acknowledged = mirror.acks.length;
        study.asked.length = 0;
        await resume();
        expect(mirror.given[0]).toBe(acknowledged * 10 + 1);
        expect(mirror.given.length).toBe(ROWS - acknowledged * 10);
        expect(mirror.rows).toEqual(study.alive);
        expect(mirror.watermark).toEqual(undisturbed.watermark);
        expect(study.asked.every(([path]) => path === '/records')).toBeTrue();
      });
    }
  }

  it('finds what changed before it was resumed then, or with the next run', async () => {
    await interrupt(null, 2);
    study.now += 3_600_000;
    study.save(1, 'changed after it was read');
    study.save(40, 'changed before it is read');
    study.remove(2);
    study.remove(41);
    study.mark(3);
    await resume();
    study.now += 3_600_000;
    await mirror.follow(changesOf(study, mirror.watermark));
    expect(mirror.rows).toEqual(study.alive);
    expect(mirror.marked.map(({ recordId }) => recordId)).toEqual([3]);
  });

  it('from a watermark continues too, and reports deletions once', async () => {
    await mirror.follow(changesOf(study));
    study.now += 3_600_000;
    for (let id = 1; id <= ROWS; id++) study.save(id, 'second');
    study.remove(7);
    await interrupt(mirror.watermark, 2);
    expect(mirror.deleted).toEqual([7]);
    study.save(7, 'restored');
    await resume();
    expect(mirror.deleted).toEqual([]);
    for (let run = 0; run < 2; run++) await mirror.follow(changesOf(study, mirror.watermark));
    expect(mirror.rows).toEqual(study.alive);
  });

  it('with pages that were worked on ahead knows only what was acknowledged', async () => {
    const undisturbed = new Mirror<StudyRow>();
    await undisturbed.follow(changesOf(study));
    const work = [0, 1, 2].map(() => new Subject<void>());
    let cursor: SinceCursor | undefined;
    const failure = failureOf(
      changesOf(study)
        .process(({ page }) => work[page] ?? EMPTY, { concurrency: 3 })
        .pipe(tap((ack) => (cursor = ack.cursor))),
    );
    work[0]?.complete();
    work[2]?.error(new Error('disk full'));
    expect(((await failure) as Error).message).toBe('disk full');
    expect(cursor?.edge?.map(([key]) => key)).toEqual(Array.from({ length: 10 }, (_, index) => index + 1));
    await mirror.follow(changesOf(study, cursor), 1, undefined, true);
    expect(mirror.given[0]).toBe(11);
    expect(mirror.watermark).toEqual(undisturbed.watermark);
  });

  it('may be interrupted again, and keeps its overlap', async () => {
    await interrupt(null, 1);
    await interrupt(mirror.saved, 3);
    await resume({ overlap: 0, pageSize: 25 });
    expect(mirror.rows).toEqual(study.alive);
  });

  it('leaves the former watermark valid', async () => {
    await mirror.follow(changesOf(study));
    study.now += 3_600_000;
    for (let id = 1; id <= ROWS; id++) study.save(id, 'second');
    await interrupt(mirror.watermark, 3);
    await mirror.follow(changesOf(study, mirror.watermark));
    expect(mirror.given.length).toBe(ROWS);
    expect(mirror.rows).toEqual(study.alive);
  });

  it('has a cursor at each acknowledgement but the last, as plain JSON that holds no value of a row', async () => {
    study.save(1, 'CANARY');
    await mirror.follow(changesOf(study, null, { params: { filter: 'recordType!=CANARY' } }));
    const have = mirror.acks.map(({ cursor, watermark }) => [cursor !== undefined, watermark !== undefined]);
    expect(have).toEqual([...Array.from({ length: have.length - 1 }, () => [true, false]), [false, true]]);
    const texts = mirror.acks.map((ack) => JSON.stringify(ack));
    expect(texts.join()).not.toContain('CANARY');
    expect(mirror.acks.map((ack) => JSON.parse(JSON.stringify(ack)) as unknown)).toEqual(mirror.acks);
  });

  const damages: readonly (readonly [story: string, damage: object])[] = [
    ['of another version', { version: 2 }],
    ['of another list', { query: '0123456789abcdef' }],
    ['without a query', { query: undefined }],
    ['without a bound', { bound: undefined }],
    ['with a bound of another form', { bound: '2024-05-01T12:00:00Z' }],
    ['with a negative overlap', { overlap: -1 }],
    ['without an overlap', { overlap: undefined }],
    ['without an edge', { edge: undefined }],
    ['with an edge of keys alone', { edge: [1] }],
    ['that began somewhere else', { since: {} }],
    [
      'that began in another list',
      {
        since: { version: 1, query: '0123456789abcdef', dateModified: '2024-05-01 12:00:00', edge: [] },
      },
    ],
    ['without removed keys', { removed: undefined }],
    ['with removed keys that are text', { removed: ['1'] }],
    ['with a page that is a number', { page: 3 }],
    ['without a page', { page: undefined }],
    ['with an empty page cursor', { page: {} }],
    ['with a key of another kind of list', { after: 1 }],
  ];
  for (const [story, damage] of damages) {
    it(`is not resumed with a cursor ${story}, and nothing is sent`, async () => {
      await interrupt(null, 2);
      study.asked.length = 0;
      const damaged = { ...mirror.saved, ...damage } as SinceCursor;
      expect(await failureOf(changesOf(study, damaged).process(() => EMPTY))).toBeInstanceOf(
        InvalidArgumentError,
      );
      expect(study.asked).toEqual([]);
    });
  }

  it('is not resumed with other filters', async () => {
    await interrupt(null, 2);
    const process$ = changesOf(study, mirror.saved, { params: { filter: 'value==x' } }).process(() => EMPTY);
    expect(await failureOf(process$)).toBeInstanceOf(InvalidArgumentError);
  });
});
