import { delay, lastValueFrom, of, tap, toArray } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { failureOf } from '../../spec/failure-of';
import { KeyedRows, type Manners, range, type Row } from '../../spec/keyed-rows';
import { readyToProcess } from '../../spec/ready-to-process';
import { InvalidArgumentError } from '../errors/client-error';
import { KeysetUnsupportedError } from '../errors/response-contract-error';
import { BadRequestError } from '../errors/status-errors';
import { AsyncPaginator } from './async-paginator';
import type { Page } from './page';
import type { PageAck } from './page-ack';
import type { PageCursor } from './page-cursor';
import type { PageProgress } from './page-progress';
import { Paginator } from './paginator';
import type { PaginatorOptions } from './paginator-options';

const PARTS: PaginatorOptions = { strategy: 'keyset', itemKey: 'id', pageSize: 10, partitions: 4 };
const sorted = (ids: number[]): number[] => [...ids].sort((a, b) => a - b);
const list = (rows: KeyedRows, options: PaginatorOptions = PARTS): Paginator<Row> =>
  new Paginator<Row>(rows, '/rows', options);
const idsOf = ({ items }: Page<Row>): number[] => items.map(({ id }) => id);
const saved = (cursor: PageCursor): PageCursor => JSON.parse(JSON.stringify(cursor)) as PageCursor;

describe('a keyset list in partitions', () => {
  beforeAll(readyToProcess);

  let scheduler: TestScheduler;

  beforeEach(() => {
    scheduler = new TestScheduler((actual, expected) => {
      expect(actual).toEqual(expected);
    });
  });

  for (const [story, ids] of [
    ['without gaps', range(200)],
    ['with gaps', range(200).map((id) => id * id)],
    ['with negative keys', range(200, -100)],
    ['in which all but one are far away', [1, ...range(199, 1_000_000)]],
  ] as const) {
    it(`gives each row of keys ${story} once, in order within each part`, async () => {
      const pages = await lastValueFrom(
        list(new KeyedRows([...ids]))
          .pages()
          .pipe(toArray()),
      );
      expect(sorted(pages.flatMap(idsOf))).toEqual([...ids]);
      for (const part of range(4)) {
        const own = pages.filter(({ partition }) => partition === part).flatMap(idsOf);
        expect(own.length).toBe(50);
        expect(own).toEqual(sorted(own));
      }
      expect(pages.at(-1)?.cursor).toBeNull();
    });
  }

  it('reads them at the same time, one page of each', () => {
    scheduler.run(({ flush }) => {
      const rows = new KeyedRows(range(400), { latency: 100 });
      let done = 0;
      list(rows)
        .pages()
        .subscribe({ complete: () => (done = scheduler.now()) });
      flush();
      expect(rows.maxInFlight).toBe(4);
      // Three rounds that find and prove the parts, then ten or eleven pages of each.
      expect(done).toBeLessThanOrEqual(1400);
    });
  });

  it('waits for the work on a page before the next of the same part', () => {
    scheduler.run(({ flush }) => {
      const rows = new KeyedRows(range(400), { latency: 10 });
      let working = 0;
      let most = 0;
      const seen: number[] = [];
      const acks: PageAck[] = [];
      list(rows, { ...PARTS, prefetch: 3 })
        .process((page) => {
          most = Math.max(most, ++working + rows.inFlight);
          seen.push(...idsOf(page));
          return of(undefined).pipe(
            delay(1000),
            tap(() => (working -= 1)),
          );
        })
        .subscribe((ack) => acks.push(ack));
      flush();
      expect(most).toBeLessThanOrEqual(4);
      expect(sorted(seen)).toEqual(range(400));
      expect(acks.at(-1)?.cursor).toBeNull();
    });
  });

  for (const cut of [1, 2, 5, 9, 17, 20]) {
    it(`goes on exactly behind ${String(cut)} acknowledged pages, though rows come and go`, async () => {
      const rows = new KeyedRows(range(200));
      const done: number[] = [];
      let cursor: PageCursor | null = null;
      let acknowledged = 0;
      await failureOf(
        list(rows)
          .process((page) => {
            done.push(...idsOf(page));
            return of(undefined);
          })
          .pipe(
            tap((ack) => {
              cursor = ack.cursor;
              if (++acknowledged === cut) throw new RangeError('crash');
            }),
          ),
      );
      // What was worked on but not acknowledged when it crashed comes again; here nothing is.
      rows.ids = rows.ids.filter((id) => id % 50 !== 7).concat(range(20, 1000));
      const again = list(rows, { ...PARTS, resumeFrom: saved(cursor as unknown as PageCursor) });
      const rest = (await lastValueFrom(again.pages().pipe(toArray()))).flatMap(idsOf);
      const all = [...done, ...rest];
      expect(new Set(all).size).toBe(all.length);
      expect(range(200).filter((id) => id % 50 !== 7 && !all.includes(id))).toEqual([]);
    });
  }

  it('loses and doubles no row that is there throughout while rows come and go', async () => {
    const rows = new KeyedRows(range(300));
    const seen: number[] = [];
    let page = 0;
    await lastValueFrom(
      list(rows)
        .pages()
        .pipe(
          tap(({ items }) => {
            seen.push(...items.map(({ id }) => id));
            rows.ids.splice(0, 3);
            rows.ids.push(1000 + page++);
          }),
        ),
    );
    expect(new Set(seen).size).toBe(seen.length);
    expect(rows.ids.filter((id) => id < 300 && !seen.includes(id))).toEqual([]);
  });

  it('goes on as a whole behind a cursor of the whole list', async () => {
    const whole: PaginatorOptions = { strategy: 'keyset', itemKey: 'id', pageSize: 10 };
    const [, second] = await lastValueFrom(
      list(new KeyedRows(range(200)), whole)
        .pages()
        .pipe(toArray()),
    );
    const resumeFrom = second?.cursor ?? undefined;
    const rest = await lastValueFrom(
      list(new KeyedRows(range(200)), { ...PARTS, resumeFrom })
        .pages()
        .pipe(toArray()),
    );
    expect(rest.flatMap(idsOf)).toEqual(range(180, 20));
  });

  it('does not divide a list that is too short for it', async () => {
    const rows = new KeyedRows(range(39));
    const pages = await lastValueFrom(list(rows).pages().pipe(toArray()));
    expect(pages.flatMap(idsOf)).toEqual(range(39));
    expect(pages.every(({ partition }) => partition === undefined)).toBeTrue();
  });

  const unsupported: readonly (readonly [string, Manners])[] = [
    ['ignores the order', { order: 'ignored' }],
    ['ignores the filter', { filter: 'ignored' }],
    ['answers any filter with an empty list', { filter: 'empties' }],
    ['refuses the filter', { filter: 'refused' }],
  ];
  for (const [story, manners] of unsupported) {
    const server = (): KeyedRows =>
      new KeyedRows(manners.order === 'ignored' ? range(200).reverse() : range(200), manners);

    it(`is read as a whole, and ends with an error, from a server that ${story}`, async () => {
      const seen: Page<Row>[] = [];
      const error = await failureOf(
        list(server())
          .pages()
          .pipe(tap((page) => seen.push(page))),
      );
      expect(error).toBeInstanceOf(manners.filter === 'refused' ? BadRequestError : KeysetUnsupportedError);
      expect(seen.every(({ partition }) => partition === undefined)).toBeTrue();
      expect(seen.length).toBeLessThanOrEqual(1);
    });

    it(`goes on by offset, on request, with a server that ${story}`, async () => {
      const pages = await lastValueFrom(
        list(server(), { ...PARTS, onKeysetUnsupported: 'offset' })
          .pages()
          .pipe(toArray()),
      );
      expect(sorted(pages.flatMap(idsOf))).toEqual(range(200));
      expect(pages.map(({ partition }) => partition)).toEqual(pages.map(() => undefined));
    });
  }

  it('tells its progress over all parts', async () => {
    const rows = new KeyedRows(range(200));
    const paginator = list(rows);
    const progress: PageProgress[] = [];
    paginator.progress$.subscribe((value) => progress.push(value));
    await lastValueFrom(paginator.pages());
    expect(progress.map(({ total }) => total)).toEqual(progress.map(() => 200));
    expect(progress.at(-1)).toEqual(jasmine.objectContaining({ items: 200, pages: progress.length }));
  });

  const refused: readonly (readonly [string, PaginatorOptions])[] = [
    ['by offset', { ...PARTS, strategy: 'offset' }],
    ['with maxItems', { ...PARTS, maxItems: 10 }],
    ['with maxPages', { ...PARTS, maxPages: 1 }],
    ['none at all', { ...PARTS, partitions: 0 }],
    ['half a one', { ...PARTS, partitions: 1.5 }],
  ];
  for (const [story, options] of refused) {
    it(`is refused ${story}`, () => {
      expect(() => list(new KeyedRows([]), options)).toThrowError(InvalidArgumentError);
    });
  }

  it('is refused where one page after the other is pulled, and where more pages are worked on than there are parts', async () => {
    const rows = new KeyedRows(range(100));
    expect(() => new AsyncPaginator(rows, '/rows', PARTS)).toThrowError(InvalidArgumentError);
    const error = await failureOf(list(rows).process(() => of(1), { concurrency: 2 }));
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(rows.asked).toEqual([]);
  });
});
