import { lastValueFrom, map, mergeMap, toArray } from 'rxjs';
import { AsyncPaginator } from '../src/pagination/async-paginator';
import { Paginator } from '../src/pagination/paginator';
import type { PaginatorOptions } from '../src/pagination/paginator-options';
import type { LiveList, Row } from './live-list';

/** How fast a consumer is: ms per page, over and over, and pages at the same time. */
export interface Pace {
  readonly work: readonly number[];
  readonly concurrency: number;
}

type Read = (list: LiveList, options: PaginatorOptions, pace: Pace) => Promise<Row[]>;

const PATH = '/rows';

/** Reads a list to its end, in each way that there is; gives the rows in the order in which they came. */
export const waysToRead: readonly (readonly [name: string, read: Read])[] = [
  [
    'items()',
    (list, options) =>
      elapsed(list, lastValueFrom(new Paginator<Row>(list, PATH, options).items().pipe(toArray()))),
  ],
  [
    'pages()',
    (list, options) => {
      const rows$ = new Paginator<Row>(list, PATH, options).pages().pipe(
        mergeMap(({ items }) => items),
        toArray(),
      );
      return elapsed(list, lastValueFrom(rows$));
    },
  ],
  [
    'process()',
    (list, options, { work, concurrency }) => {
      const rows: Row[] = [];
      let pages = 0;
      const acks$ = new Paginator<Row>(list, PATH, options).process(
        ({ items }) => {
          rows.push(...items);
          return list.pause(work[pages++ % work.length] ?? 0);
        },
        { concurrency },
      );
      return elapsed(
        list,
        lastValueFrom(
          acks$.pipe(
            toArray(),
            map(() => rows),
          ),
        ),
      );
    },
  ],
  [
    'AsyncPaginator',
    (list, options, { work }) =>
      list.until(
        (async () => {
          const rows: Row[] = [];
          for await (const row of new AsyncPaginator<Row>(list, PATH, options)) {
            rows.push(row);
            if (row.site === 1) await list.rest(work[rows.length % work.length] ?? 0);
          }
          return rows;
        })(),
      ),
  ],
  [
    'AsyncPaginator.pages()',
    (list, options, { work }) =>
      list.until(
        (async () => {
          const rows: Row[] = [];
          for await (const { items, page } of new AsyncPaginator<Row>(list, PATH, options).pages()) {
            rows.push(...items);
            await list.rest(work[page % work.length] ?? 0);
          }
          return rows;
        })(),
      ),
  ],
];

function elapsed<T>(list: LiveList, result: Promise<T>): Promise<T> {
  list.elapse();
  return list.until(result);
}
