import fc from 'fast-check';
import { take } from 'rxjs';
import { holds, must, mustBe } from '../../spec/holds';
import { LiveList, type Row } from '../../spec/live-list';
import { aFew, anyScript, faults, pageSize, rows, travels, work } from '../../spec/live-list-cases';
import { waysToRead } from '../../spec/ways-to-read';
import type { PageAck } from './page-ack';
import type { PageCursor } from './page-cursor';
import { Paginator } from './paginator';
import type { PaginatorOptions } from './paginator-options';

const list = fc.record({ rows, travels, faults, script: anyScript });
const site = fc.option(fc.constantFrom(0, 1), { nil: undefined });

/** What keyset promises of the rows that were given, in their order; those of one site, if it was asked for. */
function mustBeWhole(rowsGiven: readonly Row[], server: LiveList, of: number | undefined): void {
  const ids = rowsGiven.map(({ id }) => id);
  must(
    ids.every((id, index) => index === 0 || id > (ids[index - 1] ?? id)),
    `not in ascending order, or a key twice: ${ids.join(', ')}`,
  );
  mustBe(
    server.throughout(of).filter((id) => !ids.includes(id)),
    [],
    'rows that were there throughout, but were not given',
  );
  mustBe(
    rowsGiven.filter((row) => row.site !== (of ?? row.site)),
    [],
    'rows that the filter leaves out',
  );
}

const keyset = (size: number, of?: number): PaginatorOptions => ({
  strategy: 'keyset',
  itemKey: 'id',
  pageSize: size,
  ...(of === undefined ? {} : { params: { filter: `site==${of}` } }),
});

describe('keyset, while rows come and go anywhere', () => {
  for (const [way, read] of waysToRead) {
    it(`gives each row that is there throughout exactly once, in order: ${way}`, () =>
      holds(
        fc.asyncProperty(
          list,
          fc.record({ pageSize, prefetch: aFew }),
          site,
          fc.record({ work, concurrency: aFew }),
          async (about, { pageSize: size, prefetch }, of, pace) => {
            const server = new LiveList(about);
            const got = await read(server, { ...keyset(size, of), prefetch }, pace);

            mustBeWhole(got, server, of);
          },
        ),
      ));
  }

  it('loses and doubles nothing when it is cut behind any acknowledgement, and gone on with', () => {
    /** A run that ends early: after so many acknowledgements, maybe in the middle of a page. */
    const leg = fc.record({
      pageSize,
      acks: aFew,
      maxItems: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
      work,
      concurrency: aFew,
    });
    return holds(
      fc.property(
        list,
        site,
        fc.array(leg, { minLength: 1, maxLength: 4 }),
        pageSize,
        (about, of, legs, size) => {
          const server = new LiveList(about);
          const got: Row[] = [];
          const errors: unknown[] = [];
          const error = (reason: unknown): unknown => errors.push(String(reason));
          let cursor: PageCursor | null | undefined;
          for (const { pageSize: ownSize, acks, maxItems, work: ms, concurrency } of legs) {
            if (cursor === null) break;
            const worked: (readonly Row[])[] = [];
            const acknowledged: PageAck[] = [];
            new Paginator<Row>(server, '/rows', {
              ...keyset(ownSize, of),
              maxItems,
              resumeFrom: cursor,
            })
              .process(
                ({ items }) => {
                  worked.push(items);
                  return server.pause(ms[worked.length % ms.length] ?? 0);
                },
                { concurrency },
              )
              .pipe(take(acks))
              .subscribe({ next: (ack) => acknowledged.push(ack), error });
            server.elapse();
            // Work that was not acknowledged counts for nothing: the next run does it again.
            got.push(...worked.slice(0, acknowledged.length).flat());
            cursor = JSON.parse(JSON.stringify(acknowledged.at(-1)?.cursor ?? null)) as PageCursor | null;
          }
          if (cursor !== null) {
            new Paginator<Row>(server, '/rows', { ...keyset(size, of), resumeFrom: cursor })
              .items()
              .subscribe({ next: (row) => got.push(row), error });
            server.elapse();
          }

          mustBe(errors, [], 'errors');
          mustBeWhole(got, server, of);
        },
      ),
    );
  });
});
