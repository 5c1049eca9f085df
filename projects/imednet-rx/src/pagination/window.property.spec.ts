import fc from 'fast-check';
import { finalize, type Observable, Subject, takeUntil, tap } from 'rxjs';
import { holds, must, mustBe } from '../../spec/holds';
import { LiveList, type Row } from '../../spec/live-list';
import {
  aFew,
  anyScript,
  aWait,
  faults,
  pageSize,
  rows,
  slowTravels,
  travels,
  work,
} from '../../spec/live-list-cases';
import type { Pace } from '../../spec/ways-to-read';
import { AsyncPaginator } from './async-paginator';
import type { Page } from './page';
import { Paginator } from './paginator';
import type { PaginatorOptions } from './paginator-options';

/** Each page is asked for once: what was asked for and is not done with is in the window. */
const onceEach: fc.Arbitrary<PaginatorOptions> = fc.constantFrom(
  { strategy: 'offset', onDrift: 'warn' },
  { strategy: 'offset', onDrift: 'error' },
);
/** Pages may be asked for again, and what was asked for before is dropped. */
const again: fc.Arbitrary<PaginatorOptions> = fc.constantFrom(
  { strategy: 'keyset' },
  { strategy: 'offset', onDrift: 'reconcile' },
  { strategy: 'offset', onDrift: 'restart' },
);
const anyMode = fc.oneof(onceEach, again);
const list = fc.record({ rows, travels, faults, script: anyScript });
const paging = (
  modes: fc.Arbitrary<PaginatorOptions>,
): fc.Arbitrary<PaginatorOptions & { prefetch: number }> =>
  fc
    .record({ mode: modes, pageSize, prefetch: aFew })
    .map(({ mode, ...options }) => ({ ...mode, ...options, itemKey: 'id' }));

describe('the window of pages', () => {
  describe('is never larger than it may be, whatever the network and the consumer do', () => {
    /** Watches a run: what is under way and worked on, and what was asked for and is not done with. */
    class Watch {
      working = 0;
      done = 0;
      mostBusy = 0;
      mostWorking = 0;
      mostHeld = 0;

      constructor(private readonly server: LiveList) {
        server.onRequest = () => {
          this.#look();
        };
      }

      begin(): void {
        this.working += 1;
        this.#look();
      }

      end(): void {
        this.working -= 1;
        this.done += 1;
      }

      #look(): void {
        this.mostBusy = Math.max(this.mostBusy, this.server.inFlight + this.working);
        this.mostWorking = Math.max(this.mostWorking, this.working);
        this.mostHeld = Math.max(this.mostHeld, this.server.asked.length - this.done);
      }
    }

    type Consume = (
      server: LiveList,
      options: PaginatorOptions,
      watch: Watch,
      pace: Pace,
    ) => Promise<unknown> | undefined;
    /** Each with the pages that its consumer may have at the same time, besides what `prefetch` allows. */
    const consumers: readonly (readonly [string, Consume, (pace: Pace) => number])[] = [
      [
        'pages(), until they are emitted',
        (server, options, watch) => {
          new Paginator<Row>(server, '/rows', options).pages().subscribe({
            next: () => (watch.done += 1),
            error: () => undefined,
          });
          server.elapse();
          return undefined;
        },
        () => 1,
      ],
      [
        'process(), until the work on them is done',
        (server, options, watch, { work: ms, concurrency }) => {
          let pages = 0;
          new Paginator<Row>(server, '/rows', options)
            .process(
              () => {
                watch.begin();
                return server.pause(ms[pages++ % ms.length] ?? 0).pipe(
                  finalize(() => {
                    watch.end();
                  }),
                );
              },
              { concurrency },
            )
            .subscribe({ error: () => undefined });
          server.elapse();
          return undefined;
        },
        ({ concurrency }) => concurrency,
      ],
      [
        'AsyncPaginator, until the loop is done with them',
        (server, options, watch, { work: ms }) => {
          const loop = async (): Promise<void> => {
            for await (const { page } of new AsyncPaginator<Row>(server, '/rows', options).pages()) {
              watch.begin();
              await server.rest(ms[page % ms.length] ?? 0);
              watch.end();
            }
          };
          return server.until(loop().catch(() => undefined));
        },
        () => 1,
      ],
    ];
    for (const [way, consume, atATime] of consumers) {
      for (const [story, modes, eachOnce] of [
        ['', onceEach, true],
        [', though pages are asked for again', again, false],
      ] as const) {
        it(`${way}${story}`, () =>
          holds(
            fc.asyncProperty(
              list,
              paging(modes),
              fc.record({ work, concurrency: aFew }),
              async (about, options, pace) => {
                const server = new LiveList(about);
                const watch = new Watch(server);
                await consume(server, options, watch, pace);
                const limit = Math.max(options.prefetch, atATime(pace));

                must(watch.mostBusy <= limit, `${watch.mostBusy} pages in a window of ${limit}`);
                must(watch.mostWorking <= atATime(pace), `work on ${watch.mostWorking} pages`);
                if (eachOnce) must(watch.mostHeld <= limit, `holds ${watch.mostHeld} of ${limit} pages`);
              },
            ),
          ));
      }
    }
  });

  describe('is left behind with nothing under way', () => {
    const slow = fc.record({ rows, travels: slowTravels, faults, script: anyScript });
    const stop = fc.oneof(
      fc.record({ on: fc.constant('time' as const), at: fc.integer({ min: 1, max: 200 }) }),
      fc.record({ on: fc.constant('page' as const), at: fc.integer({ min: 1, max: 10 }) }),
      fc.record({ on: fc.constant('request' as const), at: fc.integer({ min: 1, max: 20 }) }),
    );
    const runs: readonly (readonly [
      string,
      (p: Paginator<Row>, s: LiveList, onPage: () => void) => Observable<unknown>,
    ])[] = [
      ['pages()', (paginator, _server, onPage) => paginator.pages().pipe(tap(onPage))],
      ['items()', (paginator, _server, onPage) => paginator.items().pipe(tap(onPage))],
      [
        'process()',
        (paginator, server, onPage) =>
          paginator.process(
            (page: Page<Row>) => {
              onPage();
              return server.pause(page.items.length * 7);
            },
            { concurrency: 2 },
          ),
      ],
    ];
    for (const [way, run] of runs) {
      it(`when the subscriber leaves, whenever that is: ${way}`, () =>
        holds(
          fc.property(slow, paging(anyMode), stop, (about, options, { on, at }) => {
            const server = new LiveList(about);
            const leave$ = new Subject<void>();
            let atLeave: readonly number[] | undefined;
            const leave = (): void => {
              atLeave ??= [server.requests, server.answered];
              leave$.next();
            };
            let [requests, pages] = [0, 0];
            if (on === 'time') server.pause(at).subscribe(leave);
            server.onRequest = () => {
              if (++requests === at && on === 'request') leave();
            };
            const onPage = (): void => {
              if (++pages === at && on === 'page') leave();
            };
            run(new Paginator<Row>(server, '/rows', options), server, onPage)
              .pipe(takeUntil(leave$))
              .subscribe({ error: () => undefined });
            server.elapse();

            if (atLeave) mustBe([server.requests, server.answered], atLeave, 'requests sent and answered');
            mustBe(server.inFlight, 0, 'requests under way');
          }),
        ));
    }

    it('when a loop is left, or its body throws', () =>
      holds(
        fc.asyncProperty(
          list,
          paging(anyMode),
          aWait,
          fc.record({ leaves: fc.integer({ min: 1, max: 12 }), throws: fc.boolean() }),
          async (about, options, rest, { leaves, throws }) => {
            const server = new LiveList(about);
            let atLeave: readonly number[] | undefined;
            const loop = async (): Promise<void> => {
              for await (const { page } of new AsyncPaginator<Row>(server, '/rows', options).pages()) {
                await server.rest(rest);
                if (page + 1 < leaves) continue;
                atLeave = [server.requests, server.answered];
                if (throws) throw new Error('of the loop');
                break;
              }
            };
            await server.until(loop().catch(() => undefined));
            mustBe(server.inFlight, 0, 'requests under way');
            server.elapse();

            if (atLeave) mustBe([server.requests, server.answered], atLeave, 'requests sent and answered');
          },
        ),
      ));

    it('when return() is called from outside, whenever that is, and whatever waits', () =>
      holds(
        fc.asyncProperty(list, paging(anyMode), fc.nat(200), aFew, async (about, options, at, ahead) => {
          const server = new LiveList(about);
          const iterator = new AsyncPaginator<Row>(server, '/rows', options).pages()[Symbol.asyncIterator]();
          let atLeave: readonly number[] | undefined;
          let left: Promise<unknown> = Promise.resolve();
          server.scheduler.schedule(() => {
            left = iterator.return?.() ?? left;
            atLeave = [server.requests, server.answered];
          }, at);
          const consume = async (): Promise<void> => {
            for (let done = false; !done;) {
              // Several at the same time: a consumer need not wait for one before it asks for the next.
              const results = await Promise.all(Array.from({ length: ahead }, () => iterator.next()));
              done = results.some((result) => result.done === true);
            }
          };
          await server.until(consume().catch(() => undefined));
          server.elapse();
          await server.until(left);

          mustBe([server.requests, server.answered], atLeave, 'requests sent and answered');
          mustBe(server.inFlight, 0, 'requests under way');
        }),
      ));
  });
});
