import type { AxiosResponse } from 'axios';
import { defer, EMPTY, lastValueFrom, type Observable, of, tap, throwError } from 'rxjs';
import type { QueryParams } from '../http/query-params';
import type { Requestor } from '../pagination/requestor';
import { failureOf } from '../../spec/failure-of';
import { InvalidArgumentError } from '../errors/client-error';
import { PaginationError } from '../errors/response-contract-error';
import type { Changes } from './changes';
import { processChanges } from './process-changes';
import type { SinceCursor } from './since-cursor';
import type { Watermark } from './watermark';

interface User {
  readonly userId: string;
  readonly login: string;
}

/** Users behind a stub client, in the order of their keys, by offset. */
class Users implements Requestor {
  readonly rows = new Map<string, User>();
  total: number | undefined;
  onRequest: (page: number) => void = () => undefined;

  save(userId: string, login: string): void {
    this.rows.set(userId, { userId, login });
  }

  get<T>(_path: string, params: QueryParams = {}): Observable<AxiosResponse<T>> {
    return defer(() => {
      const [page, size] = [Number(params['page']), Number(params['size'])];
      this.onRequest(page);
      const rows = [...this.rows.values()].sort((a, b) => (a.userId < b.userId ? -1 : 1));
      const totalElements = this.total ?? rows.length;
      const pagination = {
        currentPage: page,
        size,
        totalElements,
        totalPages: Math.ceil(totalElements / size),
      };
      const data = rows.slice(page * size, (page + 1) * size);
      return of({ status: 200, data: { data, pagination } as T } as AxiosResponse<T>);
    });
  }
}

describe('the changes of a list that is compared as a whole', () => {
  let users: Users;
  let saved: Watermark | SinceCursor | null;
  let mirror: Map<string, User>;
  let changes: Changes<User, string>[];
  const target = {
    ...({ resource: 'users', path: '/users', itemKey: 'userId', keyIsNumber: false } as const),
    reading: <R>(_client: unknown, run: (read: undefined) => Observable<R>): Observable<R> => run(undefined),
    options: { pageSize: 5 },
  };
  const follow = async (failingPage?: number, concurrency = 1): Promise<void> => {
    changes = [];
    const work = (part: Changes<User, string>): Observable<never> => {
      changes.push(part);
      for (const key of part.deleted) mirror.delete(key);
      for (const row of part.items) mirror.set(row.userId, row);
      return part.page === failingPage ? throwError(() => new Error('disk full')) : EMPTY;
    };
    const acks$ = processChanges<User, string>(users, saved, target, work, { concurrency }).pipe(
      tap((ack) => {
        expect([ack.watermark, ack.cursor].filter((each) => each !== undefined).length).toBe(1);
        saved = JSON.parse(JSON.stringify(ack.watermark ?? ack.cursor)) as Watermark | SinceCursor;
      }),
    );
    await lastValueFrom(acks$);
  };
  const rows = (): User[] => [...mirror.values()].sort((a, b) => (a.userId < b.userId ? -1 : 1));
  const expected = (): User[] => [...users.rows.values()].sort((a, b) => (a.userId < b.userId ? -1 : 1));

  beforeEach(() => {
    users = new Users();
    saved = null;
    mirror = new Map();
    for (let id = 10; id < 28; id++) users.save(`u${String(id)}`, 'first');
  });

  it('are all rows at first, then what is new, changed or gone', async () => {
    await follow();
    expect(changes.map(({ items }) => items.length)).toEqual([5, 5, 5, 3]);
    users.save('u12', 'second');
    users.save('u99', 'first');
    users.rows.delete('u15');
    await follow();
    expect(changes.map(({ items, deleted }) => [items.map(({ userId }) => userId), deleted])).toEqual([
      [[], ['u15']],
      [['u12', 'u99'], []],
    ]);
    expect(rows()).toEqual(expected());
    await follow();
    expect(changes).toEqual([]);
  });

  it('hold a row that came back as it was', async () => {
    await follow();
    const former = users.rows.get('u15')!;
    users.rows.delete('u15');
    await follow();
    users.rows.set('u15', former);
    await follow();
    expect(changes.flatMap(({ items }) => items)).toEqual([former]);
  });

  it('do not take a row for deleted that offset paging passes over', async () => {
    await follow();
    users.onRequest = (page): void => {
      if (page === 1) users.rows.delete('u10');
    };
    await follow();
    expect(changes.flatMap(({ deleted }) => deleted)).toEqual(['u10']);
    expect(rows()).toEqual(expected());
  });

  it('keep what is missing for the next run where the list does not come to rest', async () => {
    await follow();
    let shift = 0;
    users.onRequest = (page): void => {
      if (page === 1) users.rows.delete(`u${String(10 + shift++)}`);
    };
    await follow();
    expect(changes.flatMap(({ deleted }) => deleted)).toEqual([]);
    users.onRequest = (): void => undefined;
    await follow();
    expect(rows()).toEqual(expected());
  });

  for (const concurrency of [1, 3]) {
    for (const failingPage of [1, 2, 4]) {
      it(`continue after an interruption on part ${String(failingPage)}, ${String(concurrency)} at a time`, async () => {
        await expectAsync(follow(failingPage, concurrency)).toBeRejectedWithError('disk full');
        const done = saved?.edge?.filter(([, fingerprint]) => fingerprint !== '').length ?? 0;
        users.rows.delete('u10');
        users.save('u11', 'second');
        await follow();
        expect(changes.flatMap(({ deleted }) => deleted)).toEqual(['u10']);
        expect(changes.flatMap(({ items }) => items).length).toBe(18 - done - (done === 0 ? 1 : -1));
        expect(rows()).toEqual(expected());
        await follow();
        expect(changes).toEqual([]);
      });
    }
  }

  describe('when work was done that was not acknowledged', () => {
    const steps: Readonly<Record<string, (before: User) => void>> = {
      'is removed': () => users.rows.delete('u12'),
      'changes again': () => {
        users.save('u12', 'third');
      },
      'returns to what it was': ({ login }) => {
        users.save('u12', login);
      },
    };
    for (const [story, step] of Object.entries(steps)) {
      it(`end with the same rows where a row that was emitted ${story} before the run is resumed`, async () => {
        await follow();
        const before = users.rows.get('u12')!;
        users.save('u12', 'second');
        await expectAsync(follow(1)).toBeRejectedWithError('disk full');
        step(before);
        await follow();
        expect(rows()).toEqual(expected());
      });
    }

    it('end with the same rows where a row that was reported as deleted is back as it was', async () => {
      await follow();
      const before = users.rows.get('u12')!;
      users.rows.delete('u12');
      await expectAsync(follow(1)).toBeRejectedWithError('disk full');
      users.rows.set('u12', before);
      await follow();
      expect(rows()).toEqual(expected());
    });

    it('end with the same rows where a row of a first load is removed before it is resumed', async () => {
      await expectAsync(follow(1)).toBeRejectedWithError('disk full');
      users.rows.delete('u12');
      await follow();
      expect(rows()).toEqual(expected());
      await follow();
      expect(changes).toEqual([]);
    });
  });

  it('are refused beyond 100,000 rows, before anything is emitted', async () => {
    users.total = 100_001;
    await expectAsync(follow()).toBeRejectedWithError(PaginationError, /100000 rows/);
    expect(changes).toEqual([]);
  });

  for (const [story, wrong] of [
    ['of another list', { query: '0123456789abcdef' }],
    ['with an edge that is not complete', { edge: null }],
    ['with a key that is neither a string nor an integer', { edge: [[1.5, '0123456789abcdef']] }],
  ] as const) {
    it(`are not read from a watermark ${story}`, async () => {
      await follow();
      const damaged = { ...saved, ...wrong } as unknown as Watermark;
      const process$ = processChanges<User, string>(users, damaged, target, () => EMPTY, {});
      expect(await failureOf(process$)).toBeInstanceOf(InvalidArgumentError);
    });
  }
});
