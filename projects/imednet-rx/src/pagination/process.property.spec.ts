import fc from 'fast-check';
import { tap } from 'rxjs';
import { holds, must, mustBe } from '../../spec/holds';
import { LiveList, type Row } from '../../spec/live-list';
import { aFew, anyScript, faults, pageSize, rows, travels, work } from '../../spec/live-list-cases';
import { Paginator } from './paginator';

const list = fc.record({ rows, travels, faults, script: anyScript });
const options = fc.record({ pageSize, prefetch: aFew, strategy: fc.constantFrom('offset', 'keyset') });

describe('an acknowledgement', () => {
  it('comes per page, in their order, when the work on it and on all before it is done', () =>
    holds(
      fc.property(list, options, work, aFew, (about, paging, ms, concurrency) => {
        const server = new LiveList(about);
        const started: number[] = [];
        const done = new Set<number>();
        const acknowledged: number[] = [];
        const tooEarly: number[] = [];
        /** Pages behind each other, from the first on, whose work is done. */
        const ready = (): number => {
          const first = started.findIndex((page) => !done.has(page));
          return first === -1 ? started.length : first;
        };
        new Paginator<Row>(server, '/rows', { ...paging, itemKey: 'id', onDrift: 'warn' })
          .process(
            ({ page }) => {
              started.push(page);
              return server.pause(ms[page % ms.length] ?? 0).pipe(tap({ complete: () => done.add(page) }));
            },
            { concurrency },
          )
          .subscribe(({ page }) => {
            acknowledged.push(page);
            if (acknowledged.length > ready()) tooEarly.push(page);
          });
        server.elapse();

        mustBe(tooEarly, [], 'acknowledged before their turn');
        mustBe(acknowledged, started, 'acknowledged');
        mustBe(
          acknowledged,
          acknowledged.map((_page, index) => index),
          'acknowledged',
        );
      }),
    ));

  it('never comes for a page whose work failed, nor for any behind it', () =>
    holds(
      fc.property(list, options, work, aFew, fc.nat(8), (about, paging, ms, concurrency, broken) => {
        const server = new LiveList(about);
        const acknowledged: number[] = [];
        let sent: number | undefined;
        new Paginator<Row>(server, '/rows', { ...paging, itemKey: 'id', onDrift: 'warn' })
          .process(
            ({ page }) =>
              server.pause(ms[page % ms.length] ?? 0).pipe(
                tap(() => {
                  if (page === broken) throw new Error('disk full');
                }),
              ),
            { concurrency },
          )
          .subscribe({
            next: ({ page }) => acknowledged.push(page),
            error: () => (sent = server.requests),
          });
        server.elapse();

        must(
          acknowledged.every((page) => page < broken),
          `acknowledged ${acknowledged.join(', ')}, but ${broken} failed`,
        );
        mustBe(server.requests, sent ?? server.requests, 'requests sent');
        mustBe(server.inFlight, 0, 'requests under way');
      }),
    ));
});
