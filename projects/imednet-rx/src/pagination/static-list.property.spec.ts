import fc from 'fast-check';
import { take } from 'rxjs';
import { holds, mustBe } from '../../spec/holds';
import { LiveList, type Row } from '../../spec/live-list';
import { aFew, faults, pageSize, rows, travels, work } from '../../spec/live-list-cases';
import { waysToRead } from '../../spec/ways-to-read';
import { Paginator } from './paginator';

const list = fc.record({ rows, travels, faults });
const limit = fc.option(fc.integer({ min: 1, max: 50 }), { nil: undefined });

describe('a list that does not change', () => {
  for (const [way, read] of waysToRead) {
    it(`gives every row once, in order, whatever the network and the consumer do: ${way}`, () =>
      holds(
        fc.asyncProperty(
          list,
          fc.record({ pageSize, prefetch: aFew, strategy: fc.constantFrom('offset', 'keyset') }),
          fc.record({ work, concurrency: aFew }),
          async (about, options, pace) => {
            const server = new LiveList(about);
            const got = await read(server, { ...options, itemKey: 'id' }, pace);

            mustBe(
              got.map(({ id }) => id),
              server.throughout(),
              'ids',
            );
            mustBe(server.asked.length, pagesOf(about.rows, options.pageSize), 'pages asked for');
            mustBe(server.aborted, 0, 'requests in vain');
          },
        ),
      ));

    it(`ends at maxItems and maxPages without a request too many: ${way}`, () =>
      holds(
        fc.asyncProperty(
          list,
          fc.record({ pageSize, prefetch: aFew, strategy: fc.constantFrom('offset', 'keyset') }),
          fc.record({ maxItems: limit, maxPages: limit }),
          fc.record({ work, concurrency: aFew }),
          async (about, options, limits, pace) => {
            const server = new LiveList(about);
            const got = await read(server, { ...options, ...limits, itemKey: 'id' }, pace);
            const { maxItems = Infinity, maxPages = Infinity } = limits;
            const wanted = Math.min(about.rows, maxItems, maxPages * options.pageSize);

            mustBe(
              got.map(({ id }) => id),
              server.throughout().slice(0, wanted),
              'ids',
            );
            mustBe(server.asked.length, pagesOf(wanted, options.pageSize), 'pages asked for');
            mustBe(server.aborted, 0, 'requests in vain');
          },
        ),
      ));
  }

  it('sends no request in vain for one who takes some items, without prefetch', () =>
    holds(
      fc.property(list, pageSize, fc.integer({ min: 1, max: 50 }), (about, size, wanted) => {
        const server = new LiveList(about);
        const seen: number[] = [];
        new Paginator<Row>(server, '/rows', { pageSize: size, itemKey: 'id' })
          .items()
          .pipe(take(wanted))
          .subscribe(({ id }) => seen.push(id));
        server.elapse();

        mustBe(seen, server.throughout().slice(0, wanted), 'ids');
        mustBe(server.asked.length, pagesOf(Math.min(wanted, about.rows), size), 'pages asked for');
        mustBe(server.aborted, 0, 'requests in vain');
      }),
    ));
});

/** An empty list has a page too: it has to be asked for. */
function pagesOf(items: number, size: number): number {
  return Math.max(1, Math.ceil(items / size));
}
