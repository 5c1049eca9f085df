import { isImednetError } from '../errors/imednet-error';
import { PaginationError, ResponseContractError } from '../errors/response-contract-error';
import { NotFoundError } from '../errors/status-errors';
import { readEnvelope } from './read-envelope';

const KEYS = { dataKey: 'data', metadataKey: 'metadata' };
const items = (count: number): { id: number }[] => Array.from({ length: count }, (_, id) => ({ id }));

interface Pagination {
  readonly currentPage?: unknown;
  readonly size?: unknown;
  readonly totalPages?: unknown;
  readonly totalElements?: unknown;
}

const body = (
  count: number,
  pagination: Pagination | undefined,
  rest: object = {},
): Record<string, unknown> => ({
  metadata: { status: 'OK', error: {} },
  ...(pagination === undefined ? {} : { pagination }),
  data: items(count),
  ...rest,
});

const read = (answer: unknown, page = 0, size = 2): ReturnType<typeof readEnvelope> =>
  readEnvelope(answer, { page, size }, KEYS);

describe('readEnvelope', () => {
  describe('goes on', () => {
    const cases: readonly (readonly [string, unknown, number, number | null])[] = [
      ['to page 1 of 3', body(2, { currentPage: 0, size: 2, totalPages: 3, totalElements: 5 }), 0, 1],
      ['to page 2 of 3', body(2, { currentPage: 1, size: 2, totalPages: 3, totalElements: 5 }), 1, 2],
      [
        'to nothing behind a short last page',
        body(1, { currentPage: 2, size: 2, totalPages: 3, totalElements: 5 }),
        2,
        null,
      ],
      [
        'to nothing behind a full last page',
        body(2, { currentPage: 1, size: 2, totalPages: 2, totalElements: 4 }),
        1,
        null,
      ],
      ['to nothing behind the only page', body(2, { totalPages: 1, totalElements: 2 }), 0, null],
      ['after the only page where the number of items is not stated', body(2, { totalPages: 1 }), 0, 1],
      [
        'after a last page with more items than the total accounts for',
        body(2, { size: 2, totalPages: 2, totalElements: 3 }),
        1,
        2,
      ],
      [
        'to nothing behind an empty page after them',
        body(0, { size: 2, totalPages: 2, totalElements: 3 }),
        2,
        null,
      ],
      ['to the next page where only the number of pages is told', body(2, { totalPages: 2 }), 0, 1],
      [
        'to nothing in an empty list',
        body(0, { currentPage: 0, size: 2, totalPages: 0, totalElements: 0 }),
        0,
        null,
      ],
      ['to nothing in an empty list that counts one page', body(0, { totalPages: 1 }), 0, null],
      ['after a short page without totals', body(1, undefined), 0, 1],
      ['after a short page with an empty pagination', body(1, {}), 0, 1],
      ['after a full page without any pagination', body(2, undefined), 3, 4],
      ['after a page without totalPages, whatever the total is', body(1, { totalElements: 1 }), 0, 1],
      ['to nothing after an empty page without totals', body(0, undefined), 3, null],
      ['to nothing after data null without totals', { data: null }, 0, null],
      [
        'to nothing on an empty page behind the end',
        body(0, { currentPage: 7, size: 2, totalPages: 3, totalElements: 5 }),
        7,
        null,
      ],
      [
        'past totals that are null',
        body(1, { totalPages: null, totalElements: null, currentPage: null, size: null }),
        0,
        1,
      ],
    ];
    for (const [story, answer, page, next] of cases) {
      it(story, () => {
        expect(read(answer, page).next).toBe(next);
      });
    }
  });

  it('describes the page', () => {
    const answer = body(2, { currentPage: 1, size: 2, totalPages: 3, totalElements: 5 });

    expect(read(answer, 1).page).toEqual({
      items: items(2),
      page: 1,
      size: 2,
      totalPages: 3,
      totalElements: 5,
    });
    expect(read(body(1, undefined)).page).toEqual({
      ...{ items: items(1), page: 0, size: 2 },
      ...{ totalPages: null, totalElements: null },
    });
  });

  it('hands out the items as they are, odd ones too', () => {
    const data = [null, 0];

    expect(read({ data, pagination: { totalPages: 1 } }).page.items).toBe(data as never);
  });

  it('takes data that is null for no items', () => {
    expect(read({ data: null })).toEqual({
      page: { items: [], page: 0, size: 2, totalPages: null, totalElements: null },
      next: null,
      end: 1,
    });
  });

  it('reads members of other names', () => {
    const answer = { rows: items(2), meta: { pagination: { totalPages: 2 } } };
    const step = readEnvelope(answer, { page: 0, size: 2 }, { dataKey: 'rows', metadataKey: 'meta' });

    expect([step.page.items.length, step.next]).toEqual([2, 1]);
  });

  it('finds the pagination inside the metadata of older servers', () => {
    const answer = {
      metadata: { pagination: { currentPage: 0, size: 2, totalPages: 3, totalElements: 6 } },
      data: items(2),
    };

    expect(read(answer).next).toBe(1);
  });

  it('prefers the pagination at the top level', () => {
    const answer = {
      metadata: { pagination: { totalPages: 9, totalElements: 900 } },
      pagination: { totalPages: 1, totalElements: 2 },
      data: items(2),
    };

    expect(read(answer).next).toBeNull();
  });

  describe('lets a server cap the page size', () => {
    it('takes a page that is full for the server for a full one', () => {
      const answer = body(2, { currentPage: 0, size: 2, totalPages: 3, totalElements: 6 });

      expect(read(answer, 0, 100).next).toBe(1);
    });

    it('continues after such a page without totalPages', () => {
      expect(read(body(2, { currentPage: 0, size: 100 }), 0, 100).next).toBe(1);
    });

    it('reads the last page of a list whose pages are larger than asked for', () => {
      const answer = body(2, { currentPage: 2, size: 4, totalPages: 3, totalElements: 10 });

      expect(read(answer, 2, 2).next).toBeNull();
    });

    it('reads the short last page of such a list', () => {
      const answer = body(1, { currentPage: 2, size: 2, totalPages: 3, totalElements: 5 });

      expect(read(answer, 2, 100).next).toBeNull();
    });
  });

  describe('refuses', () => {
    const full = (pagination: Pagination): unknown => body(2, pagination);
    const cases: readonly (readonly [string, unknown, number?, number?])[] = [
      ['a body that is null', null],
      ['a body that is undefined', undefined],
      ['a body that is an array', items(1)],
      ['a body that is text', 'data'],
      ['a body that is a number', 5],
      ['a body that is a boolean', true],
      ['data that is missing', { metadata: {}, pagination: { totalPages: 1 } }],
      ['data that is an object', { data: { 0: 'a', length: 1 } }],
      ['data that is text', { data: '[]' }],
      ['data that is false', { data: false }],
      ['data that is 0', { data: 0 }],
      ['an empty object', {}],
      ['totalPages that is no integer', full({ totalPages: 1.5 })],
      ['totalPages that is negative', full({ totalPages: -1 })],
      ['totalPages that is true', full({ totalPages: true })],
      ['totalPages that is false', body(0, { totalPages: false })],
      ['totalPages that is text', full({ totalPages: '3' })],
      ['totalPages that is an array', full({ totalPages: [3] })],
      ['totalPages that is an object', full({ totalPages: {} })],
      ['totalPages beyond all safe numbers', full({ totalPages: 2 ** 53 })],
      ['totalPages of 0 with items', full({ totalPages: 0 })],
      ['totalPages of 0 with one item', body(1, { totalPages: 0 })],
      ['a short page with totalPages that is negative', body(1, { totalPages: -1 })],
      ['an empty page with totalPages that is no integer', body(0, { totalPages: 0.5 })],
      ['items behind the last page', body(2, { totalPages: 3 }), 3],
      [
        'an item far behind the last page',
        body(1, { currentPage: 9, size: 2, totalPages: 3, totalElements: 6 }),
        9,
      ],
      ['another page than asked for', full({ currentPage: 1, totalPages: 3 })],
      ['the first page again', full({ currentPage: 0, totalPages: 3 }), 1],
      [
        'pages that are counted from 1',
        full({ currentPage: 1, size: 2, totalPages: 3, totalElements: 6 }),
        0,
      ],
      ['currentPage that is text', full({ currentPage: '0', totalPages: 3 })],
      ['currentPage that is negative', full({ currentPage: -1, totalPages: 3 })],
      ['currentPage that is a boolean', full({ currentPage: false, totalPages: 3 })],
      ['a size that is text', full({ size: '2', totalPages: 3 })],
      ['a size that is negative', full({ size: -2, totalPages: 3 })],
      ['a size that is no integer', full({ size: 0.5, totalPages: 3 })],
      ['totalElements that is text', full({ totalPages: 3, totalElements: '6' })],
      ['totalElements that is no integer', full({ totalPages: 3, totalElements: 5.5 })],
      ['totalElements that is a boolean', full({ totalPages: 3, totalElements: true })],
      ['items although there are none in total', full({ totalPages: 3, totalElements: 0 })],
      ['more items than were asked for', body(3, { totalPages: 3 })],
      ['more items than the server says fit', body(3, { size: 2, totalPages: 3, totalElements: 6 })],
      ['too few pages for the items in total', full({ size: 2, totalPages: 1, totalElements: 6 })],
      ['too many pages for the items in total', full({ size: 2, totalPages: 9, totalElements: 6 })],
      ['no pages for the items in total', body(0, { size: 2, totalPages: 0, totalElements: 6 })],
      ['pages for no items in total', body(0, { size: 2, totalPages: 3, totalElements: 0 })],
      [
        'a last page while more items are in total, no size told',
        full({ totalPages: 1, totalElements: 1000 }),
      ],
      [
        'a last page while more items are in total, with a capped size',
        body(2, { currentPage: 0, size: 2, totalPages: 1, totalElements: 1000 }),
        0,
        100,
      ],
      ['an empty page without totalPages while items are in total', body(0, { totalElements: 1000 })],
      [
        'data null without totalPages while items are in total',
        { pagination: { totalElements: 5 }, data: null },
      ],
      [
        'more items than there are in total',
        full({ currentPage: 0, size: 2, totalPages: 1, totalElements: 1 }),
      ],
      [
        'an empty page in the middle of a list, whose items would be lost',
        body(0, { currentPage: 1, size: 2, totalPages: 3, totalElements: 6 }),
        1,
      ],
      [
        'data null in the middle of a list, whose items would be lost',
        { data: null, pagination: { currentPage: 0, size: 2, totalPages: 3, totalElements: 6 } },
      ],
      [
        'a short page in the middle of a list, whose other items would be lost',
        body(1, { currentPage: 1, size: 2, totalPages: 3, totalElements: 6 }),
        1,
      ],
      ['a pagination that is text', { pagination: 'page 1 of 3', data: items(1) }],
      ['a pagination that is an array', { pagination: [{ totalPages: 3 }], data: items(1) }],
    ];
    for (const [story, answer, page = 0, size = 2] of cases) {
      it(story, () => {
        expect(() => read(answer, page, size)).toThrowMatching(
          (error: unknown) =>
            error instanceof PaginationError && error.message.includes(`Page ${String(page)} `),
        );
      });
    }

    it('without ever quoting what the answer holds', () => {
      for (const answer of [
        'JANE-CANARY',
        { data: 'JANE-CANARY' },
        { data: [{ name: 'JANE-CANARY' }, {}, {}] },
        { data: [], pagination: { totalPages: 'JANE-CANARY' } },
      ]) {
        expect(() => read(answer)).toThrowMatching(
          (error: unknown) =>
            error instanceof PaginationError &&
            !`${error.message}${JSON.stringify(error)}`.includes('CANARY'),
        );
      }
    });
  });

  describe('ends with the error that a page reports', () => {
    const description = 'JANE-CANARY';
    const cases: readonly (readonly [string, object, string])[] = [
      ['by code', { metadata: { error: { code: '9000', description } }, data: items(1) }, 'ServerError'],
      [
        'without a code',
        { metadata: { error: { message: description } }, data: null },
        'ResponseContractError',
      ],
      ['as text', { metadata: { error: description }, data: [] }, 'ResponseContractError'],
      ['as a list', { metadata: { error: [{ code: '1000' }] }, data: null }, 'BadRequestError'],
      ['beside its metadata', { metadata: {}, error: true, data: [] }, 'ResponseContractError'],
      ['by status', { metadata: { status: 'UNAUTHORIZED' }, data: [] }, 'UnauthorizedError'],
    ];
    for (const [story, answer, name] of cases) {
      it(`${story}, and quotes nothing of it`, () => {
        expect(() => read(answer)).toThrowMatching(
          (error: unknown) =>
            isImednetError(error) &&
            error.name === name &&
            !`${error.message}${JSON.stringify(error)}`.includes('CANARY'),
        );
      });
    }

    it('where the list keeps its metadata', () => {
      const keys = { dataKey: 'rows', metadataKey: 'meta' };
      const request = { page: 0, size: 2 };

      expect(() => readEnvelope({ meta: { status: 'NOT_FOUND' }, rows: [] }, request, keys)).toThrowMatching(
        (error: unknown) => error instanceof NotFoundError,
      );
      expect(() => readEnvelope({ meta: { error: 5 }, rows: [] }, request, keys)).toThrowMatching(
        (error: unknown) => error instanceof ResponseContractError,
      );
      // Of another meaning in such a list.
      expect(
        readEnvelope({ metadata: { status: 'DRAFT' }, meta: {}, rows: [] }, request, keys).page.items,
      ).toEqual([]);
    });
  });

  describe('does not take for an error', () => {
    const harmless: readonly (readonly [string, unknown])[] = [
      ['an empty error object', { error: {} }],
      ['an error that is null', { error: null }],
      ['an empty error text', { error: '' }],
      ['an error whose members are empty', { error: { code: null, description: '' } }],
      ['an error whose members are empty objects', { error: { code: null, field: { attribute: null } } }],
      ['an error that is false', { error: false }],
      ['a list of no errors', { errors: [] }],
      ['no error member', {}],
    ];
    for (const [story, metadata] of harmless) {
      it(story, () => {
        expect(read({ metadata, data: items(1) }).page.items).toEqual(items(1));
      });
    }

    it('metadata that is null or missing', () => {
      expect(read({ metadata: null, data: items(1) }).page.items).toEqual(items(1));
      expect(read({ data: items(1) }).page.items).toEqual(items(1));
    });
  });
});
