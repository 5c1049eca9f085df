import type { AxiosResponse } from 'axios';
import type { FakeImednet } from 'imednet-rx/testing';
import { defer, type Observable, of, throwError } from 'rxjs';
import { apiErrorForStatus } from '../src/errors/api-error-for-status';
import { type QueryParams, toQueryString } from '../src/http/query-params';
import type { Requestor } from '../src/pagination/requestor';

/** A client that asks a fake without any wait, for specs in virtual time. */
export class FakeRequestor implements Requestor {
  readonly asked: QueryParams[] = [];
  /** Called before each answer. */
  onRequest: (number: number) => void = () => undefined;
  readonly #fake: FakeImednet;

  constructor(fake: FakeImednet) {
    this.#fake = fake;
  }

  get<T>(path: string, params: QueryParams = {}): Observable<AxiosResponse<T>> {
    return defer(() => {
      this.onRequest(this.asked.push(params) - 1);
      const query = new URLSearchParams(toQueryString(params));
      const { status, body } = this.#fake.handle({ method: 'GET', path, query, headers: {} });
      if (status !== 200) return throwError(() => apiErrorForStatus({ status }));
      // As it comes over a wire: nothing of it is the fake's own.
      return of({ status, data: JSON.parse(JSON.stringify(body)) as T } as AxiosResponse<T>);
    });
  }
}
