import fc from 'fast-check';
import { take, tap } from 'rxjs';
import { holds, must, mustBe } from '../../spec/holds';
import { LiveList, type Row } from '../../spec/live-list';
import { aFew, anyScript, faults, travels, work } from '../../spec/live-list-cases';
import { readyToProcess } from '../../spec/ready-to-process';
import type { PageAck } from './page-ack';
import type { PageCursor } from './page-cursor';
import { Paginator } from './paginator';
import type { PaginatorOptions } from './paginator-options';

const list = fc.record({ rows: fc.integer({ min: 0, max: 80 }), travels, faults, script: anyScript });
const parts = fc.record({
  pageSize: fc.integer({ min: 1, max: 6 }),
  partitions: fc.integer({ min: 2, max: 5 }),
});
const optionsOf = (options: PaginatorOptions): PaginatorOptions => ({
  ...{ strategy: 'keyset', itemKey: 'id' },
  ...options,
});

function mustBeWhole(rows: readonly Row[], server: LiveList): void {
  const ids = rows.map(({ id }) => id);
  mustBe(ids.length - new Set(ids).size, 0, 'rows given twice');
  mustBe(
    server.throughout().filter((id) => !ids.includes(id)),
    [],
    'rows that were there throughout, but were not given',
  );
}

describe('a keyset list in partitions, while rows come and go anywhere', () => {
  beforeAll(readyToProcess);

  it('gives each row that is there throughout exactly once, in order within its part', () =>
    holds(
      fc.property(list, parts, (about, options) => {
        const server = new LiveList(about);
        const given = new Map<number, Row[]>();
        const errors: unknown[] = [];
        new Paginator<Row>(server, '/rows', optionsOf(options)).pages().subscribe({
          next: ({ partition = -1, items }) =>
            given.set(partition, [...(given.get(partition) ?? []), ...items]),
          error: (error: unknown) => errors.push(String(error)),
        });
        server.elapse();

        mustBe(errors, [], 'errors');
        mustBeWhole([...given.values()].flat(), server);
        for (const rows of given.values()) {
          must(
            rows.every(({ id }, index) => index === 0 || id > (rows[index - 1]?.id ?? id)),
            'a part is not in order',
          );
        }
      }),
    ));

  it('never has more pages at work or under way than parts', () =>
    holds(
      fc.property(list, parts, work, (about, options, ms) => {
        const server = new LiveList(about);
        let working = 0;
        let most = 0;
        let pages = 0;
        server.onRequest = () => (most = Math.max(most, server.inFlight + working));
        new Paginator<Row>(server, '/rows', optionsOf({ ...options, prefetch: 3 }))
          .process(() => {
            working += 1;
            return server.pause(ms[pages++ % ms.length] ?? 0).pipe(tap({ complete: () => (working -= 1) }));
          })
          .subscribe({ error: () => undefined });
        server.elapse();

        must(most <= options.partitions, `${String(most)} pages of ${String(options.partitions)} parts`);
      }),
    ));

  it('loses and doubles nothing when it is cut behind any acknowledgement, and gone on with', () =>
    holds(
      fc.property(
        list,
        parts,
        fc.array(fc.record({ acks: aFew, work }), { minLength: 1, maxLength: 4 }),
        (about, options, legs) => {
          const server = new LiveList(about);
          const got: Row[] = [];
          const errors: unknown[] = [];
          const error = (reason: unknown): unknown => errors.push(String(reason));
          let cursor: PageCursor | null | undefined;
          for (const { acks, work: ms } of [...legs, { acks: Infinity, work: [0] }]) {
            if (cursor === null) break;
            const worked = new Map<string, readonly Row[]>();
            const acknowledged: PageAck[] = [];
            const nameOf = (partition: number | undefined, page: number): string =>
              `${String(partition)}/${String(page)}`;
            new Paginator<Row>(server, '/rows', optionsOf({ ...options, resumeFrom: cursor }))
              .process(({ partition, page, items }) => {
                worked.set(nameOf(partition, page), items);
                return server.pause(ms[worked.size % ms.length] ?? 0);
              })
              .pipe(take(acks))
              .subscribe({ next: (ack) => acknowledged.push(ack), error });
            server.elapse();
            // Work that was not acknowledged counts for nothing: the next run does it again.
            for (const { partition, page } of acknowledged)
              got.push(...(worked.get(nameOf(partition, page)) ?? []));
            cursor = JSON.parse(JSON.stringify(acknowledged.at(-1)?.cursor ?? null)) as PageCursor | null;
          }

          mustBe(errors, [], 'errors');
          mustBeWhole(got, server);
        },
      ),
    ));
});
