import fc from 'fast-check';
import { holds, must, mustBe } from '../../spec/holds';
import { type Change, LiveList, type Row } from '../../spec/live-list';
import {
  aFew,
  faults,
  oneWayScript,
  oneWaySteps,
  pageSize,
  rows,
  travels,
  work,
} from '../../spec/live-list-cases';
import { waysToRead } from '../../spec/ways-to-read';
import { PaginationDriftError } from '../errors/pagination-drift-error';
import type { Page } from './page';
import type { OnDrift, PageDrift } from './page-drift';
import { Paginator } from './paginator';

interface Case {
  readonly rows: number;
  readonly pageSize: number;
  readonly prefetch: number;
  readonly script: readonly (readonly Change[])[];
  readonly travels: readonly { readonly there: number; readonly back: number }[];
  readonly faults: readonly number[];
}

interface Outcome {
  readonly server: LiveList;
  readonly pages: readonly Page<Row>[];
  readonly ids: readonly number[];
  readonly drifts: readonly PageDrift[];
  readonly error: unknown;
  readonly completed: boolean;
  /** Rows that were there throughout, and were not given. */
  readonly lost: readonly number[];
  /** Ids that were given before. */
  readonly twice: readonly number[];
  /** Rows that an answer held, but its page did not. */
  readonly leftOut: number;
}

/**
 * Lists that change, but not in the one way that nobody can notice: as many rows deleted in front as inserted
 * behind, between the reads of two pages that follow each other. So between two reads rows either come or go;
 * and where pages are read ahead, in any order, the whole time, since many reads may lie between those of two
 * such pages.
 */
const changing = (scripts: {
  readonly steps: fc.Arbitrary<Change[][]>;
  readonly oneWay: fc.Arbitrary<Change[][]>;
}): fc.Arbitrary<Case> => {
  const common = { rows, pageSize, travels, faults };
  return fc.oneof(
    fc.record({ ...common, prefetch: fc.constant(1), script: scripts.steps }),
    fc.record({ ...common, prefetch: aFew, script: scripts.oneWay }),
  );
};

/** New rows have the greatest or the smallest ids: they come behind all others, or in front of them. */
const atTheEnds = ['front', 'behind'] as const;
const anyChange = changing({
  steps: oneWaySteps(),
  oneWay: fc.oneof(oneWayScript('insert'), oneWayScript('delete')),
});
const changeAtTheEnds = changing({
  steps: oneWaySteps(atTheEnds),
  oneWay: fc.oneof(oneWayScript('insert', atTheEnds), oneWayScript('delete')),
});
/** So few that all rows that they push back are on the last pages, whose keys are remembered one by one. */
const fewInsertions = anyChange.filter(
  ({ script, pageSize: size }) =>
    script.flat().reduce((sum, { kind, count }) => sum + (kind === 'insert' ? count : 0), 0) <= 3 * size,
);
const deletions = changing({ steps: oneWayScript('delete'), oneWay: oneWayScript('delete') });

function read({ pageSize: size, prefetch, ...about }: Case, onDrift: OnDrift): Outcome {
  const server = new LiveList(about);
  const paginator = new Paginator<Row>(server, '/rows', { pageSize: size, prefetch, itemKey: 'id', onDrift });
  const pages: Page<Row>[] = [];
  const drifts: PageDrift[] = [];
  let error: unknown;
  let completed = false;
  paginator.drift$.subscribe((drift) => drifts.push(drift));
  paginator.pages().subscribe({
    next: (page) => pages.push(page),
    error: (reason: unknown) => (error = reason),
    complete: () => (completed = true),
  });
  server.elapse();
  const ids = pages.flatMap(({ items }) => items.map(({ id }) => id));
  return {
    ...{ server, pages, ids, drifts, error, completed },
    lost: server.throughout().filter((id) => !ids.includes(id)),
    twice: ids.filter((id, index) => ids.indexOf(id) < index),
    leftOut: pages.reduce(
      (sum, { page, items }) => sum + (server.served.get(page)?.length ?? 0) - items.length,
      0,
    ),
  };
}

describe('offset, while rows come and go', () => {
  it('goes on by default to the end, and marks the very pages at which drift$ tells', () =>
    holds(
      fc.property(anyChange, (about) => {
        const { pages, drifts, completed, error } = read(about, 'warn');

        must(completed, ended(error));
        mustBe(
          pages.flatMap(({ drift }) => drift ?? []),
          drifts,
          'Page.drift',
        );
      }),
    ));

  it('tells that rows may be missing whenever one is', () =>
    holds(
      fc.property(anyChange, (about) => {
        const { lost, drifts } = read(about, 'warn');

        must(
          lost.length === 0 || drifts.some(({ mayMiss }) => mayMiss),
          `lost in silence: ${lost.join(', ')}`,
        );
      }),
    ));

  it('tells whenever a row is given twice, or is left out since it was given before', () =>
    holds(
      fc.property(anyChange, (about) => {
        const { twice, leftOut, drifts } = read(about, 'warn');

        must(twice.length === 0 || drifts.length > 0, `twice in silence: ${twice.join(', ')}`);
        must(leftOut === 0 || drifts.length > 0, `left out in silence: ${leftOut} rows`);
      }),
    ));

  for (const [story, changes] of [
    ['while few rows come in', fewInsertions],
    ['however many rows come in', anyChange],
  ] as const) {
    it(`gives no row twice in the order of the key, ${story}`, () =>
      holds(
        fc.property(changes, (about) => {
          mustBe(read(about, 'warn').twice, [], 'ids given twice');
        }),
      ));
  }

  it('leaves out nothing that was not given, while few rows come in', () =>
    holds(
      fc.property(fewInsertions, (about) => {
        const { lost, server, pages } = read(about, 'warn');
        const answered = pages.flatMap(({ page }) => server.served.get(page) ?? []);

        mustBe(
          lost.filter((id) => answered.includes(id)),
          [],
          'left out, and never given',
        );
      }),
    ));

  it('ends with PaginationDriftError on request, wherever a list that completes would not be whole', () =>
    holds(
      fc.property(anyChange, (about) => {
        const { completed, error, lost, twice, leftOut, drifts } = read(about, 'error');

        mustBe(twice, [], 'ids given twice');
        if (completed) {
          mustBe([lost, leftOut, drifts], [[], 0, []], 'lost, left out, drifts');
        } else {
          must(error instanceof PaginationDriftError, ended(error));
          mustBe(drifts.length, 1, 'drifts');
        }
      }),
    ));

  for (const onDrift of ['reconcile', 'restart'] as const) {
    it(`comes to an end, with ${onDrift}`, () =>
      holds(
        fc.property(anyChange, (about) => {
          const { completed, error } = read(about, onDrift);

          must(completed || error instanceof PaginationDriftError, ended(error));
        }),
      ));

    it(`loses and doubles nothing while rows are deleted, or inserted at the ends, with ${onDrift}`, () =>
      holds(
        fc.property(changeAtTheEnds, (about) => {
          const { completed, error, lost, twice } = read(about, onDrift);

          must(completed, ended(error));
          mustBe([lost, twice], [[], []], 'lost, given twice');
        }),
      ));

    for (const [way, readAll] of waysToRead) {
      it(`loses and doubles nothing while rows are deleted, with ${onDrift}: ${way}`, () =>
        holds(
          fc.asyncProperty(deletions, fc.record({ work, concurrency: aFew }), async (about, pace) => {
            const { pageSize: size, prefetch, ...list } = about;
            const server = new LiveList(list);
            const got = await readAll(server, { pageSize: size, prefetch, itemKey: 'id', onDrift }, pace);
            const ids = got.map(({ id }) => id);

            mustBe(
              server.throughout().filter((id) => !ids.includes(id)),
              [],
              'lost',
            );
            mustBe(new Set(ids).size, ids.length, 'ids that differ');
          }),
        ));
    }
  }
});

function ended(error: unknown): string {
  return error instanceof Error ? `it ended with ${error.name}` : 'it hangs: no page, no end, no error';
}
