import type { AxiosResponse } from 'axios';
import { asyncScheduler, defer, finalize, map, type Observable, tap, timer } from 'rxjs';
import type { QueryParams } from '../src/http/query-params';
import type { Requestor } from '../src/pagination/requestor';

/** A subject, as far as watching matters. */
export interface PolledRow {
  readonly subjectId: number;
  readonly subjectStatus: string;
}

/**
 * A list of subjects behind a stub client, which a spec changes between two polls; an answer takes 10 ms.
 *
 * It knows what keyset and offset paging ask for, and no other filter.
 */
export class PolledList implements Requestor {
  /** Time and parameters of each request. */
  readonly asked: (readonly [at: number, params: QueryParams, path: string])[] = [];
  /** Requests that were given up by the client. */
  aborted = 0;
  /** What the next requests fail with, in turn; `undefined` lets one through. */
  failures: (Error | undefined)[] = [];
  /** Half of what is possible, so that backoffs are known. */
  readonly random = (): number => 0.5;
  /** Whether it filters as it is asked to. */
  honoursFilter = true;
  /** Called as each request arrives. */
  onRequest: () => void = () => undefined;
  rows: readonly PolledRow[];

  /** @param ids - of the subjects at the beginning */
  constructor(...ids: readonly number[]) {
    this.rows = ids.map((subjectId) => ({ subjectId, subjectStatus: 'Enrolled' }));
  }

  /** Times of the requests, in ms. */
  get times(): readonly number[] {
    return this.asked.map(([at]) => at);
  }

  add(...ids: readonly number[]): void {
    this.rows = [...this.rows, ...new PolledList(...ids).rows].sort((a, b) => a.subjectId - b.subjectId);
  }

  remove(...ids: readonly number[]): void {
    this.rows = this.rows.filter(({ subjectId }) => !ids.includes(subjectId));
  }

  change(id: number, subjectStatus: string): void {
    this.rows = this.rows.map((row) => (row.subjectId === id ? { ...row, subjectStatus } : row));
  }

  get<T>(path: string, params: QueryParams = {}): Observable<AxiosResponse<T>> {
    return defer(() => {
      this.asked.push([asyncScheduler.now(), params, path]);
      let isAnswered = false;
      return timer(10).pipe(
        map(() => {
          this.onRequest();
          const failure = this.failures.shift();
          if (failure) throw failure;
          return { status: 200, data: this.#page(params) as T } as AxiosResponse<T>;
        }),
        tap({ next: () => (isAnswered = true), error: () => (isAnswered = true) }),
        finalize(() => {
          if (!isAnswered) this.aborted += 1;
        }),
      );
    });
  }

  #page({ page, size, filter }: QueryParams): unknown {
    const [, wanted] = /^subjectId>(\d+)$/.exec(String(filter ?? '')) ?? [];
    const after = this.honoursFilter ? wanted : undefined;
    const rows = this.rows.filter(({ subjectId }) => subjectId > Number(after ?? -1));
    const [number, length] = [Number(page), Number(size)];
    return {
      // As parsed anew each time.
      data: rows.slice(number * length, (number + 1) * length).map((row) => ({ ...row })),
      pagination: {
        ...{ currentPage: number, size: length },
        ...{ totalElements: rows.length, totalPages: Math.ceil(rows.length / length) },
      },
    };
  }
}
