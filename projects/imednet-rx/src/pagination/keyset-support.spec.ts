import { lastValueFrom, tap, toArray } from 'rxjs';
import { failureOf } from '../../spec/failure-of';
import { KeyedRows, type Manners, range, type Row } from '../../spec/keyed-rows';
import { InvalidArgumentError } from '../errors/client-error';
import { KeysetUnsupportedError } from '../errors/response-contract-error';
import { BadRequestError } from '../errors/status-errors';
import { AsyncPaginator } from './async-paginator';
import type { Page } from './page';
import { Paginator } from './paginator';
import type { PaginatorOptions } from './paginator-options';

const KEYSET: PaginatorOptions = { strategy: 'keyset', itemKey: 'id', pageSize: 10 };
const FALLING_BACK: PaginatorOptions = { ...KEYSET, onKeysetUnsupported: 'offset' };

const pagesOf = (rows: KeyedRows, options: PaginatorOptions): Promise<Page<Row>[]> =>
  lastValueFrom(new Paginator<Row>(rows, '/rows', options).pages().pipe(toArray()));
const idsOf = (pages: readonly Page<Row>[]): number[] =>
  pages.flatMap(({ items }) => items.map(({ id }) => id));

describe('whether a server honours keyset', () => {
  const unsupported: readonly (readonly [story: string, manners: Manners, given: number])[] = [
    ['ignores the order', { order: 'ignored' }, 0],
    ['ignores the filter', { filter: 'ignored' }, 10],
    ['answers any filter with an empty list', { filter: 'empties' }, 10],
    ['refuses the filter', { filter: 'refused' }, 10],
  ];
  for (const [story, manners, given] of unsupported) {
    const server = (): KeyedRows =>
      new KeyedRows(manners.order === 'ignored' ? range(45).reverse() : range(45), manners);

    it(`is noticed of one that ${story}: the list ends with a typed error, and loses nothing silently`, async () => {
      const seen: number[] = [];
      const error = await failureOf(
        new Paginator<Row>(server(), '/rows', KEYSET).items().pipe(tap(({ id }) => seen.push(id))),
      );
      expect(error).toBeInstanceOf(manners.filter === 'refused' ? BadRequestError : KeysetUnsupportedError);
      expect(seen.length).toBe(given);
    });

    it(`decides about going on by offset, on request, with one that ${story}`, async () => {
      const rows = server();
      const pages = await pagesOf(rows, FALLING_BACK);
      expect(idsOf(pages).sort((a, b) => a - b)).toEqual(range(45));
      expect(pages[1]?.cursor?.strategy).toBe('offset');
      expect(rows.asked.slice(-3).map(({ page }) => page)).toEqual([2, 3, 4]);
    });

    it(`decides the same where pages are pulled from one that ${story}`, async () => {
      const seen: number[] = [];
      for await (const { id } of new AsyncPaginator<Row>(server(), '/rows', FALLING_BACK)) seen.push(id);
      expect(seen.sort((a, b) => a - b)).toEqual(range(45));
    });
  }

  it('costs no request while it does', async () => {
    const rows = new KeyedRows(range(30));
    expect(idsOf(await pagesOf(rows, KEYSET))).toEqual(range(30));
    expect(rows.asked.map(({ filter }) => filter)).toEqual([undefined, 'id>9', 'id>19']);
  });

  it('stands even if all rows that were to come are deleted meanwhile: the last row that is left tells', async () => {
    const rows = new KeyedRows(range(25));
    const pages$ = new Paginator<Row>(rows, '/rows', KEYSET).pages().pipe(
      tap(({ page }) => {
        if (page === 0) rows.ids = range(5);
      }),
      toArray(),
    );
    expect(idsOf(await lastValueFrom(pages$))).toEqual(range(10));
    expect(rows.asked.at(-1)).toEqual({ sort: 'id,DESC', filter: undefined, page: 0, size: 1 });
  });

  it('is asked of the last row whenever nothing comes although more should, also in a run that goes on', async () => {
    const [, second] = await pagesOf(new KeyedRows(range(45)), KEYSET);
    const resumed = { ...KEYSET, resumeFrom: second?.cursor ?? undefined };
    expect(idsOf(await pagesOf(new KeyedRows(range(20)), resumed))).toEqual([]);
    const error = await failureOf(
      new Paginator<Row>(new KeyedRows(range(45), { filter: 'empties' }), '/rows', resumed).pages(),
    );
    expect(error).toBeInstanceOf(KeysetUnsupportedError);
  });

  it('is not asked again once it was proved: a later refusal is an error', async () => {
    const manners: { filter?: 'refused' } = {};
    const rows = new KeyedRows(range(45), manners);
    const error = await failureOf(
      new Paginator<Row>(rows, '/rows', FALLING_BACK).pages().pipe(
        tap(({ page }) => {
          if (page === 2) manners.filter = 'refused';
        }),
      ),
    );
    expect(error).toBeInstanceOf(BadRequestError);
  });

  it('does not hide what has nothing to do with it', async () => {
    const rows = new KeyedRows(range(45));
    const error = await failureOf(
      new Paginator<Row>(rows, '/rows', FALLING_BACK).pages().pipe(
        tap(() => {
          throw new RangeError('mine');
        }),
      ),
    );
    expect(error).toBeInstanceOf(RangeError);
    expect(rows.asked.length).toBe(1);
  });

  it('notices drift from where it goes on by offset', async () => {
    const rows = new KeyedRows(range(45), { filter: 'ignored' });
    const paginator = new Paginator<Row>(rows, '/rows', { ...FALLING_BACK, onDrift: 'reconcile' });
    const pages$ = paginator.pages().pipe(
      tap(({ page }) => {
        if (page === 0) rows.ids.splice(0, 5);
      }),
      toArray(),
    );
    expect(idsOf(await lastValueFrom(pages$))).toEqual(range(45));
  });

  it('leaves a cursor by offset behind, which the same list takes up', async () => {
    const rows = new KeyedRows(range(45), { filter: 'refused' });
    const [, second] = await pagesOf(rows, FALLING_BACK);
    const rest = await pagesOf(rows, { ...FALLING_BACK, resumeFrom: second?.cursor ?? undefined });
    expect(idsOf(rest)).toEqual(range(25, 20));
    expect(
      () => new Paginator(rows, '/rows', { ...KEYSET, resumeFrom: second?.cursor ?? undefined }),
    ).toThrowError(InvalidArgumentError);
  });

  it('can be told to fall back in known ways only', () => {
    const options = { ...KEYSET, onKeysetUnsupported: 'ignore' as unknown as 'error' };
    expect(() => new Paginator(new KeyedRows([]), '/rows', options)).toThrowError(InvalidArgumentError);
  });
});
