import type { AxiosResponse } from 'axios';
import type { Observable } from 'rxjs';
import type { QueryParams } from '../http/query-params';

/** What a paginator needs of a client: a cold GET. `ImednetClient` is one. */
export interface Requestor {
  get<T>(path: string, params?: QueryParams): Observable<AxiosResponse<T>>;
}
