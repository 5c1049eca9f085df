import { BehaviorSubject, type Observable, of, retry, Subject, take, timer } from 'rxjs';
import { aRequest } from '../../spec/a-request';
import { failureOf } from '../../spec/failure-of';
import { PolledList, type PolledRow } from '../../spec/polled-list';
import { readyToWatch } from '../../spec/ready-to-watch';
import { WatchStage } from '../../spec/watch-stage';
import { Context } from '../context/context';
import { apiErrorForStatus } from '../errors/api-error-for-status';
import { ConfigurationError, InvalidArgumentError } from '../errors/client-error';
import { CircuitOpenError } from '../errors/circuit-open-error';
import { NetworkError, RequestTimeoutError, ResponseParseError } from '../errors/request-error';
import type { ListChanges } from '../watch/list-changes';
import type { WatchSettings } from '../watch/watch-settings';
import type { StudyListOptions } from './list-options';
import type { WatchedOptions } from './list-resource';
import { SubjectsResource } from './subjects';
import { UsersResource } from './users';
import type { Subject as Participant } from '../models/subject';

type Options = WatchedOptions<StudyListOptions<Participant>>;
const EVERY = 1_000;
/** In a browser the page that runs the specs may be hidden. */
const IN_SIGHT = { every: EVERY, visible$: of(true) };

describe('ListResource.watch', () => {
  let list: PolledList;
  let subjects: SubjectsResource;
  const watched = (
    options: Options = {},
    settings: Partial<WatchSettings> = {},
  ): Observable<ListChanges<PolledRow>> => subjects.watch(options, { ...IN_SIGHT, ...settings });

  beforeEach(async () => {
    list = new PolledList(1, 2, 3);
    subjects = await readyToWatch(new SubjectsResource(list, new Context('DEMO')));
  });

  it('tells all that there is, then what each poll finds added, changed and removed, and nothing else', () => {
    const { lines } = WatchStage.play(4_100, (stage) => {
      stage.watch(watched());
      stage.at(100, () => {
        list.add(5);
        list.change(2, 'Screened');
        list.remove(1);
      });
      stage.at(2_500, () => {
        list.add(4);
      });
    });
    expect(lines).toEqual([
      '10 a: * +1 +2 +3 = 1 2 3',
      '1020 a: +5 ~2 Enrolled>Screened -1 = 2 3 5',
      '3040 a: +4 = 2 3 4 5',
    ]);
    expect(list.times).withContext('`every` lies between two polls').toEqual([0, 1_010, 2_020, 3_030, 4_040]);
  });

  it('tells of an empty list too', () => {
    list.remove(1, 2, 3);
    expect(WatchStage.play(100, (stage) => stage.watch(watched())).lines).toEqual(['10 a: * =']);
  });

  it('leaves what did not change the very object that it was, and freezes everything', () => {
    const { emissions } = WatchStage.play(1_100, (stage) => {
      stage.watch(watched());
      stage.at(100, () => {
        list.change(2, 'Screened');
      });
    });
    const [before, after] = emissions;
    expect(after?.items[0]).toBe(before!.items[0]);
    expect(after?.items[2]).toBe(before!.items[2]);
    expect(after?.changed[0]?.before).toBe(before!.items[1]);
    expect(after?.changed[0]?.after).toBe(after!.items[1]);
    const shared = [after, after?.items, after?.changed, after?.changed[0], after?.items[1], after?.added];
    expect(shared.every(Object.isFrozen)).toBeTrue();
  });

  it('reads the whole list, page by page behind the last key, with the fewest requests', () => {
    WatchStage.play(100, (stage) => stage.watch(watched({ pageSize: 2 })));
    expect(list.asked.map(([, { page, size, sort, filter }]) => [page, size, sort, filter])).toEqual([
      [0, 2, 'subjectId,ASC', undefined],
      [0, 2, 'subjectId,ASC', 'subjectId>2'],
    ]);
    list.asked.length = 0;
    WatchStage.play(100, (stage) => stage.watch(watched()));
    expect(list.asked.map(([, { size }]) => size)).toEqual([500]);
  });

  it('does not take a row for removed that was pushed past the reader', async () => {
    list = new PolledList(1, 2, 3, 4, 5, 6);
    subjects = await readyToWatch(new SubjectsResource(list, new Context('DEMO')));
    const { lines } = WatchStage.play(2_200, (stage) => {
      stage.watch(watched({ pageSize: 2, sort: { subjectStatus: 'asc' } }));
      // Between the first page of the second poll and the second: 3 slides into the first.
      stage.at(1_045, () => {
        list.remove(1);
      });
    });
    expect(lines).toEqual(['30 a: * +1 +2 +3 +4 +5 +6 = 1 2 3 4 5 6', '1120 a: -1 = 2 3 4 5 6']);
  });

  it('keeps what is missing while the list does not come to rest, and tells when it does', async () => {
    list = new PolledList(1, 2, 3, 4, 5, 6);
    subjects = await readyToWatch(new SubjectsResource(list, new Context('DEMO')));
    const { lines } = WatchStage.play(2_300, (stage) => {
      stage.watch(watched({ pageSize: 2, sort: 'subjectStatus,ASC' }));
      stage.at(500, () => {
        list.remove(1);
        let born = 10;
        // One comes and one goes before each answer, so that no two reads are alike.
        list.onRequest = (): void => {
          list.remove(born++);
          list.add(born);
        };
      });
      stage.at(1_500, () => (list.onRequest = (): void => undefined));
    });
    expect(lines.slice(1).map((line) => line.includes('-1 '))).toEqual([false, true]);
    expect(lines.at(-1)).toMatch(/= 2 3 4 5 6 \d+$/);
  });

  it('goes on by offset, for good, where the server does not honour the filter', () => {
    list.honoursFilter = false;
    const { lines } = WatchStage.play(1_200, (stage) => stage.watch(watched({ pageSize: 2 })));
    expect(lines).toEqual(['40 a: * +1 +2 +3 = 1 2 3']);
    expect(list.asked.map(([, { page, filter }]) => [page, filter])).toEqual([
      [0, undefined],
      [0, 'subjectId>2'],
      ...Array.from({ length: 2 }, () => [
        [0, undefined],
        [1, undefined],
      ]).flat(),
    ]);
  });

  it('pages by offset where a filter leaves no room for the key: an OR, or a condition on it', () => {
    const or = 'siteId==1,siteId==2';
    WatchStage.play(100, (stage) => {
      stage.watch(watched({ pageSize: 2, filter: or }));
      stage.watch(watched({ pageSize: 2, filter: { subjectId: 1 } }));
    });
    expect(list.asked.map(([, { page, filter }]) => [page, filter])).toEqual([
      [0, or],
      [0, 'subjectId==1'],
      [1, or],
      [1, 'subjectId==1'],
    ]);
  });

  it('ends where an item can not be told from others', async () => {
    const users = await readyToWatch(new UsersResource(list, new Context('DEMO')));
    const { lines } = WatchStage.play(100, (stage) =>
      stage.watch(users.watch({}, IN_SIGHT) as unknown as Observable<ListChanges<PolledRow>>),
    );
    expect(lines).toEqual(['10 a: failed with PaginationError']);
  });

  describe('with several watchers', () => {
    it('polls once for the same list, however its parameters are ordered, and gives a late one the list as it is', () => {
      const { lines, emissions } = WatchStage.play(2_100, (stage) => {
        stage.watch(watched({ params: { a: 1, b: 2 }, filter: undefined }));
        stage.at(500, () => {
          stage.watch(watched({ params: { b: 2, a: 1 }, pageSize: 50 }), 'b');
        });
        stage.at(600, () => {
          list.add(4);
        });
      });
      expect(lines).toEqual([
        '10 a: * +1 +2 +3 = 1 2 3',
        '500 b: * +1 +2 +3 = 1 2 3',
        '1020 a: +4 = 1 2 3 4',
        '1020 b: +4 = 1 2 3 4',
      ]);
      expect(emissions[1]?.items).withContext('one copy').toBe(emissions[0]!.items);
      expect(list.times).toEqual([0, 1_010, 2_020]);
    });

    it('begins with the changed list, not with its last change', () => {
      const { lines } = WatchStage.play(1_600, (stage) => {
        stage.watch(watched());
        stage.at(100, () => {
          list.remove(1);
        });
        stage.at(1_500, () => {
          stage.watch(watched(), 'b');
        });
      });
      expect(lines.at(-1)).toBe('1500 b: * +2 +3 = 2 3');
    });

    it('keeps lists apart that are not the same, and resources', async () => {
      const other = await readyToWatch(new SubjectsResource(list, new Context('DEMO')));
      WatchStage.play(100, (stage) => {
        stage.watch(watched());
        stage.watch(watched({ filter: { siteId: 1 } }));
        stage.watch(watched({ studyKey: 'OTHER' }));
        stage.watch(watched({ sort: { siteId: 'asc' } }));
        stage.watch(other.watch({}, IN_SIGHT));
      });
      expect(list.times).toEqual([0, 0, 0, 0, 0]);
    });

    it('polls as often as the one who wants it most, while that one is there', () => {
      WatchStage.play(16_000, (stage) => {
        stage.watch(watched({}, { every: 5_000 }));
        stage.at(2_500, () => {
          const hasty = stage.watch(watched({}, { every: 1_000 }), 'b');
          stage.at(2_600, () => {
            hasty.unsubscribe();
          });
        });
      });
      expect(list.times).toEqual([0, 2_500, 3_510, 4_520, 9_530, 14_540]);
    });

    it('stops with the last one, in the middle of a poll too, and begins anew with the next', () => {
      const { lines } = WatchStage.play(5_000, (stage) => {
        const first = stage.watch(watched(), 'a');
        const second = stage.watch(watched(), 'b');
        stage.at(20, () => {
          first.unsubscribe();
        });
        stage.at(1_015, () => {
          second.unsubscribe();
        });
        stage.at(3_000, () => {
          list.remove(1, 2);
        });
        stage.at(3_001, () => stage.watch(watched().pipe(take(1)), 'c'));
      });
      expect(lines).toEqual(['10 a: * +1 +2 +3 = 1 2 3', '10 b: * +1 +2 +3 = 1 2 3', '3011 c: * +3 = 3']);
      expect(list.times).toEqual([0, 1_010, 3_001]);
      expect(list.aborted).toBe(1);
    });

    it('lets one join in the middle of an emission without telling it twice', () => {
      const { lines } = WatchStage.play(1_100, (stage) => {
        const joining$ = watched();
        let isIn = false;
        stage.watch(watched()).add(
          watched().subscribe(({ initial }) => {
            if (!initial && !isIn) stage.watch(joining$, 'b');
            isIn ||= !initial;
          }),
        );
        stage.at(100, () => {
          list.add(4);
        });
      });
      expect(lines).toEqual([
        '10 a: * +1 +2 +3 = 1 2 3',
        '1020 a: +4 = 1 2 3 4',
        '1020 b: * +1 +2 +3 +4 = 1 2 3 4',
      ]);
    });

    it('ends for all when it fails for good, and whoever retries begins a new one', () => {
      list.failures = [undefined, apiErrorForStatus({ status: 403 })];
      const { lines } = WatchStage.play(1_100, (stage) => {
        stage.watch(watched());
        stage.watch(watched().pipe(retry({ count: 1 })), 'b');
      });
      expect(lines).toEqual([
        '10 a: * +1 +2 +3 = 1 2 3',
        '10 b: * +1 +2 +3 = 1 2 3',
        '1020 a: failed with ForbiddenError',
        '1030 b: * +1 +2 +3 = 1 2 3',
      ]);
      expect(list.times).toEqual([0, 1_010, 1_020]);
    });
  });

  describe('behind a poll that failed', () => {
    it('goes on, tells how old the data are and why, and recovers', () => {
      const failure = new NetworkError(aRequest());
      list.failures = [undefined, failure, failure, undefined];
      const { lines } = WatchStage.play(3_000, (stage) => {
        stage.watch(watched({}, { statusSubscriber: stage.status() }));
      });
      expect(lines).toEqual([
        '0 status: polling',
        '10 a: * +1 +2 +3 = 1 2 3',
        '10 status: waiting 1000, read at 10',
        '1010 status: polling, read at 10',
        '1020 status: waiting 500, read at 10, 1 failed with NetworkError',
        '1520 status: polling, read at 10, 1 failed with NetworkError',
        '1530 status: waiting 1000, read at 10, 2 failed with NetworkError',
        '2530 status: polling, read at 10, 2 failed with NetworkError',
        '2540 status: waiting 1000, read at 2540',
      ]);
    });

    it('tells of trouble before anything was read, and gives no list that nobody read', () => {
      list.failures = [apiErrorForStatus({ status: 503 })];
      const { lines } = WatchStage.play(515, (stage) => {
        stage.watch(watched({}, { statusSubscriber: stage.status() }));
      });
      expect(lines).toEqual([
        '0 status: polling',
        '10 status: waiting 500, 1 failed with ServerError',
        '510 status: polling, 1 failed with ServerError',
      ]);
    });

    it('tells a late one of the trouble at once', () => {
      list.failures = [undefined, new RequestTimeoutError(aRequest(), 5)];
      const { lines } = WatchStage.play(1_200, (stage) => {
        stage.watch(watched());
        stage.at(1_100, () => {
          stage.watch(watched({}, { statusSubscriber: stage.status() }), 'b');
        });
      });
      expect(lines.slice(1)).toEqual([
        '1100 status: waiting 500, read at 10, 1 failed with RequestTimeoutError',
        '1100 b: * +1 +2 +3 = 1 2 3',
      ]);
    });

    const passing: readonly (readonly [story: string, error: Error, next: number])[] = [
      ['a broken connection', new NetworkError(aRequest()), 500],
      ['a time limit', new RequestTimeoutError(aRequest(), 5), 500],
      ['a cut-off body', new ResponseParseError(aRequest(), 200), 500],
      ['a 503', apiErrorForStatus({ status: 503 }), 500],
      ['a 503 that asks for a minute', apiErrorForStatus({ status: 503, retryAfter: 60_000 }), 60_000],
      ['a 429', apiErrorForStatus({ status: 429 }), 500],
      ['a 429 that asks for an hour', apiErrorForStatus({ status: 429, retryAfter: 3_600_000 }), 3_600_000],
      ['a 429 that asks for less than the backoff', apiErrorForStatus({ status: 429, retryAfter: 1 }), 500],
      ['an open circuit', new CircuitOpenError(aRequest(), 'api.test', 7_000), 7_000],
    ];
    for (const [story, error, next] of passing) {
      it(`outlives ${story}`, () => {
        list.failures = [error];
        const { lines } = WatchStage.play(next + 100, (stage) => stage.watch(watched()));
        expect(lines).toEqual([`${String(next + 20)} a: * +1 +2 +3 = 1 2 3`]);
        expect(list.times).toEqual([0, next + 10]);
      });
    }

    for (const status of [400, 401, 403, 404, 409]) {
      it(`ends with a ${String(status)}, which waiting does not mend`, () => {
        const error = apiErrorForStatus({ status });
        list.failures = [error, error];
        const { lines } = WatchStage.play(10_000, (stage) => stage.watch(watched()));
        expect(lines.length).toBe(1);
        expect(lines[0]).toContain(`failed with ${error.name}`);
      });
    }
  });

  describe('while nobody can see it', () => {
    it('pauses, and polls at once when it is seen again and a poll is due', () => {
      const visible$ = new BehaviorSubject(true);
      const { lines } = WatchStage.play(9_000, (stage) => {
        stage.watch(watched({}, { visible$, every: 2_000, statusSubscriber: stage.status() }));
        stage.at(500, () => {
          visible$.next(false);
        });
        stage.at(5_000, () => {
          visible$.next(true);
        });
        stage.at(5_500, () => {
          visible$.next(false);
        });
        stage.at(6_000, () => {
          visible$.next(true);
        });
      });
      expect(list.times)
        .withContext('hidden for less than `every` delays nothing')
        .toEqual([0, 5_000, 7_010]);
      expect(lines.filter((line) => line.includes('hidden'))).toEqual([
        '500 status: hidden, read at 10',
        '5500 status: hidden, read at 5010',
      ]);
      expect(lines).toContain('6000 status: waiting 1010, read at 5010');
    });

    it('reads once though it began hidden, so that there is something to see', () => {
      const { lines } = WatchStage.play(9_000, (stage) => stage.watch(watched({}, { visible$: of(false) })));
      expect(lines).toEqual(['10 a: * +1 +2 +3 = 1 2 3']);
      expect(list.times).toEqual([0]);
    });

    it('does not try again what failed', () => {
      const visible$ = new Subject<boolean>();
      list.failures = [new NetworkError(aRequest())];
      WatchStage.play(9_000, (stage) => {
        stage.watch(watched({}, { visible$ }));
        stage.at(100, () => {
          visible$.next(false);
        });
        stage.at(8_000, () => {
          visible$.next(true);
        });
      });
      expect(list.times).toEqual([0, 8_000]);
    });

    it('goes on while any of its watchers is seen', () => {
      WatchStage.play(2_500, (stage) => {
        stage.watch(watched({}, { visible$: of(false) }));
        stage.watch(watched({}, { visible$: timer(1_500).pipe(take(1), () => of(true)) }), 'b');
      });
      expect(list.times).toEqual([0, 1_010, 2_020]);
    });
  });

  it('is cold, and takes the study of the context when it is subscribed, for as long as it lasts', async () => {
    const context = new Context();
    subjects = await readyToWatch(new SubjectsResource(list, context));
    const changes$ = watched();
    expect(await failureOf(changes$)).toBeInstanceOf(ConfigurationError);
    context.setDefaultStudyKey('A');
    WatchStage.play(1_100, (stage) => {
      stage.watch(changes$);
      stage.at(500, () => {
        context.setDefaultStudyKey('B');
      });
    });
    expect(list.asked.map(([, , path]) => path)).toEqual(
      Array.from({ length: 2 }, () => '/api/v1/edc/studies/A/subjects'),
    );
  });

  it('asks the same for as long as it lasts, whatever becomes of the options', () => {
    const filter = { siteId: 1 };
    WatchStage.play(1_100, (stage) => {
      stage.watch(watched({ filter }));
      stage.at(500, () => (filter.siteId = 2));
    });
    expect(list.asked.map(([, params]) => params['filter'])).toEqual(['siteId==1', 'siteId==1']);
  });

  const refused: readonly (readonly [story: string, options: object, settings?: object])[] = [
    ['no time between polls', {}, { every: undefined }],
    ['seconds instead of ms', {}, { every: 30 }],
    ['a time that no timer knows', {}, { every: 2 ** 31 }],
    ['a time that is no number', {}, { every: '30000' }],
    ['NaN', {}, { every: NaN }],
    ['a part of the list', { maxItems: 10 }],
    ['some pages of the list', { maxPages: 1 }],
    ['one page of the list', { params: { page: 0 } }],
    ['the rest of the list', { startPage: 1 }],
    ['a way to page of its own', { strategy: 'offset' }],
    ['a key of its own', { itemKey: 'siteId' }],
    ['a page size that is too large', { pageSize: 501 }],
    ['an order in no direction', { sort: 'siteId,UP' }],
    ['a study key that leads elsewhere', { studyKey: '../x' }],
  ];
  for (const [story, options, settings] of refused) {
    it(`refuses ${story} through the Observable, and sends nothing`, async () => {
      const changes$ = watched(options, settings);
      expect(await failureOf(changes$)).toBeInstanceOf(InvalidArgumentError);
      expect(list.asked).toEqual([]);
      // Nothing is left behind that the next watcher would share.
      expect(await failureOf(changes$)).toBeInstanceOf(InvalidArgumentError);
    });
  }
});
