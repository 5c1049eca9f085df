import type { AxiosResponse } from 'axios';
import fc from 'fast-check';
import { map, type Observable, ReplaySubject, take, tap, throwError } from 'rxjs';
import { holds, must, mustBe } from '../../spec/holds';
import { LiveList, type Row } from '../../spec/live-list';
import { aFew, travels, work } from '../../spec/live-list-cases';
import { readyToProcess } from '../../spec/ready-to-process';
import { BadRequestError } from '../errors/status-errors';
import type { QueryParams } from '../http/query-params';
import type { PageAck } from './page-ack';
import type { PageCursor } from './page-cursor';
import { Paginator } from './paginator';
import type { PaginatorOptions } from './paginator-options';
import type { Requestor } from './requestor';

const POINTS = [
  'a request fails',
  'work fails before its end',
  'work fails after it has emitted',
  'a commit fails before its transaction',
  'a commit fails after its transaction',
  'the subscriber leaves after an acknowledgement',
] as const;
type Point = (typeof POINTS)[number];

/** Where a run ends early: at the n-th time that it reaches a point. */
interface Crash {
  readonly point: Point;
  readonly nth: number;
}

interface Scenario {
  readonly paging: PaginatorOptions;
  readonly concurrency: number;
  /** Whether the server rejects the filter of the keyset strategy. */
  readonly rejectsFilter?: boolean;
  /** ms per page, and per commit, over and over. */
  readonly work: readonly number[];
  readonly commit: readonly number[];
}

type Recipe = (paginator: Paginator<Row>, consumer: Consumer) => Observable<PageAck>;

/** What a run needs of the world around it. */
interface Consumer {
  readonly concurrency: number;
  /** Takes its time, and can't be stopped, as a Promise. */
  during<T>(kind: 'work' | 'commit', effect: () => T): Observable<T>;
  reaches(point: Point): void;
  store(ids: readonly number[]): void;
  save(cursor: PageCursor | null): void;
}

/** The documented recipe: rows and cursor in one transaction. */
const inOneTransaction: Recipe = (paginator, { concurrency, during, reaches, store, save }) =>
  paginator.process(
    ({ items }) => {
      reaches('work fails before its end');
      return during('work', () => items.map(({ id }) => id)).pipe(
        tap({
          complete: () => {
            reaches('work fails after it has emitted');
          },
        }),
      );
    },
    {
      concurrency,
      commit: ({ results, cursor }) => {
        reaches('a commit fails before its transaction');
        return during('commit', () => {
          store(results.flat());
          save(cursor);
          reaches('a commit fails after its transaction');
        });
      },
    },
  );

/** The recipe without transactions: the work stores, and the cursor of the acknowledgement is saved after it. */
const cursorAfterWork: Recipe = (paginator, { concurrency, during, reaches, store, save }) =>
  paginator
    .process(
      ({ items }) => {
        reaches('work fails before its end');
        return during('work', () => {
          store(items.map(({ id }) => id));
          reaches('work fails after it has emitted');
        });
      },
      { concurrency },
    )
    .pipe(
      tap(({ cursor }) => {
        save(cursor);
      }),
    );

/** Runs a list until it is finished, each run resumed as soon as the one before has ended. */
class Story {
  readonly stored: number[] = [];
  readonly server: LiveList;
  /** As read from storage; `undefined` before anything was saved. */
  saved: PageCursor | null | undefined;
  /** Runs that ended early. */
  crashed = 0;
  runs = 0;
  problems: string[] = [];

  constructor(
    private readonly recipe: Recipe,
    private readonly scenario: Scenario,
    private readonly crashes: readonly Crash[],
    rows: number,
    path: Pick<ConstructorParameters<typeof LiveList>[0], 'travels'> = {},
  ) {
    this.server = new LiveList({ rows, ...path });
    this.#run();
    this.server.elapse();
    if (this.saved !== null) this.problems.push('it never ended');
  }

  #run(): void {
    // As documented: `null` is the cursor of a finished list, which is not read again.
    if (this.saved === null) return;
    if (this.runs > 200) throw new Error('It is resumed over and over.');
    const crash = this.crashes[this.runs++];
    const { paging, concurrency } = this.scenario;
    const reached = new Map<Point, number>();
    const reaches = (point: Point): void => {
      const count = (reached.get(point) ?? 0) + 1;
      reached.set(point, count);
      if (point === crash?.point && count === crash.nth) throw new Error('crash');
    };
    const paginator = new Paginator<Row>(this.#requestor(reaches), '/rows', {
      ...paging,
      ...(this.saved && { resumeFrom: this.saved }),
    });
    const acks$ = this.recipe(paginator, {
      concurrency,
      reaches,
      during: (kind, effect) => this.#during(kind, effect),
      store: (ids) => this.stored.push(...ids),
      save: (cursor) => (this.saved = JSON.parse(JSON.stringify(cursor)) as PageCursor | null),
    });
    const leaves = crash?.point === 'the subscriber leaves after an acknowledgement';
    let acks = 0;
    acks$.pipe(leaves ? take(crash.nth) : tap()).subscribe({
      next: () => (acks += 1),
      error: (error: unknown) => {
        this.crashed += 1;
        if ((error as Error).message !== 'crash') this.problems.push(String(error));
        this.#run();
      },
      complete: () => {
        if (leaves && acks === crash.nth) this.crashed += 1;
        // A list that `maxItems` has cut goes on too.
        this.#run();
      },
    });
  }

  #requestor(reaches: (point: Point) => void): Requestor {
    return {
      get: <T>(path: string, params: QueryParams = {}): Observable<AxiosResponse<T>> => {
        try {
          reaches('a request fails');
        } catch (error) {
          return throwError(() => error);
        }
        if (this.scenario.rejectsFilter === true && params['filter'] !== undefined) {
          return throwError(() => new BadRequestError({ method: 'GET', route: '/rows', status: 400 }));
        }
        return this.server.get<T>(path, params);
      },
    };
  }

  #turn = 0;

  #during<T>(kind: 'work' | 'commit', effect: () => T): Observable<T> {
    const ms = this.scenario[kind];
    const done$ = new ReplaySubject<T>(1);
    this.server
      .pause(ms[this.#turn++ % ms.length] ?? 0)
      .pipe(map(effect))
      .subscribe(done$);
    return done$;
  }
}

function mustBeOnce(story: Story, rows: number): void {
  mustBe(story.problems, [], 'problems');
  mustBe(
    [...story.stored].sort((a, b) => a - b),
    Array.from({ length: rows }, (_, row) => row * 1000),
    'rows stored',
  );
}

function mustBeAtLeastOnce(story: Story, rows: number): void {
  mustBe(story.problems, [], 'problems');
  mustBe(new Set(story.stored).size, rows, 'rows stored');
}

const RECIPES = [
  ['rows and cursor in one transaction: each row is stored exactly once', inOneTransaction, mustBeOnce],
  ['cursor saved after the work: each row is stored at least once', cursorAfterWork, mustBeAtLeastOnce],
] as const;

/** Everything that may be combined: partitions set the concurrency themselves, and need keyset. */
const MODES: readonly (readonly [PaginatorOptions, concurrencies: readonly number[], rejects?: boolean])[] = [
  [{ strategy: 'offset' }, [1, 2, 3]],
  [{ strategy: 'keyset' }, [1, 2, 3]],
  [{ strategy: 'offset', maxItems: 17 }, [1, 2]],
  [{ strategy: 'keyset', maxItems: 17 }, [1, 2]],
  [{ strategy: 'offset', params: { sort: 'id,DESC' }, maxItems: 17 }, [1, 2]],
  [{ strategy: 'keyset', partitions: 2 }, [1]],
  [{ strategy: 'keyset', partitions: 4 }, [1]],
  [{ strategy: 'keyset', onKeysetUnsupported: 'offset' }, [1, 3], true],
  [{ strategy: 'keyset', onKeysetUnsupported: 'offset', partitions: 4 }, [1], true],
];

describe('resuming a list after a crash', () => {
  beforeAll(readyToProcess);

  for (const [promise, recipe, check] of RECIPES) {
    for (const [mode, concurrencies, rejectsFilter = false] of MODES) {
      for (const concurrency of concurrencies) {
        for (const prefetch of [1, 3]) {
          const name = JSON.stringify({ ...mode, concurrency, prefetch });
          it(`at every point, ${promise}, ${name}`, () => {
            const scenario: Scenario = {
              paging: { itemKey: 'id', pageSize: 5, prefetch, ...mode },
              ...{ concurrency, rejectsFilter, work: [9, 1, 0, 4], commit: [3, 0, 8] },
            };
            let crashes = 0;
            for (const point of POINTS) {
              for (let nth = 1; ; nth++) {
                const story = new Story(recipe, scenario, [{ point, nth }], 43, {
                  travels: [
                    { there: 2, back: 1 },
                    { there: 0, back: 0 },
                  ],
                });
                check(story, 43);
                if (story.crashed === 0) break;
                crashes += 1;
              }
            }
            expect(crashes).toBeGreaterThan(10);
          });
        }
      }
    }

    it(`several times, whatever takes how long, ${promise}`, () =>
      holds(
        fc.property(
          fc.constantFrom(...MODES).chain(([mode, concurrencies, rejectsFilter = false]) =>
            fc.record({
              mode: fc.constant(mode),
              concurrency: fc.constantFrom(...concurrencies),
              rejectsFilter: fc.constant(rejectsFilter),
            }),
          ),
          fc.record({ rows: fc.nat(60), pageSize: fc.integer({ min: 1, max: 8 }), prefetch: aFew, travels }),
          fc.record({ work, commit: work }),
          fc.array(fc.record({ point: fc.constantFrom(...POINTS), nth: fc.integer({ min: 1, max: 12 }) }), {
            maxLength: 5,
          }),
          ({ mode, ...consumer }, { rows, pageSize, prefetch, travels: path }, times, crashes) => {
            const scenario: Scenario = {
              ...{ paging: { itemKey: 'id', pageSize, prefetch, ...mode }, ...consumer, ...times },
            };
            const story = new Story(recipe, scenario, crashes, rows, { travels: path });
            check(story, rows);
            must(story.runs <= crashes.length + 1 + Math.ceil(rows / 17), `${String(story.runs)} runs`);
          },
        ),
      ));
  }
});
