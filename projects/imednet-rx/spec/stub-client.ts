import type { AxiosResponse } from 'axios';
import { defer, type Observable, of, throwError } from 'rxjs';
import type { QueryParams } from '../src/http/query-params';
import type { Requestor } from '../src/pagination/requestor';

/** A client that answers what it is told, and keeps what it was asked for. */
export class StubClient implements Requestor {
  readonly calls: (readonly [string, QueryParams | undefined])[] = [];
  readonly #answers: unknown[];

  /** @param answers - bodies, one for each request, the last one for all others too; an `Error` fails it */
  constructor(...answers: readonly unknown[]) {
    this.#answers = [...answers];
  }

  get<T>(path: string, params?: QueryParams): Observable<AxiosResponse<T>> {
    return defer(() => {
      this.calls.push([path, params]);
      const data = this.#answers.length > 1 ? this.#answers.shift() : this.#answers[0];
      if (data instanceof Error) return throwError(() => data);
      return of({ status: 200, data } as AxiosResponse<T>);
    });
  }
}

/** A page of the API, as if it were the whole list. */
export function pageOf(...data: readonly object[]): object {
  return {
    data,
    pagination: { currentPage: 0, size: 2, totalPages: Math.min(1, data.length), totalElements: data.length },
  };
}
