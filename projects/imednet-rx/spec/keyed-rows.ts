import type { AxiosResponse } from 'axios';
import { defer, delay, map, type Observable, of, throwError } from 'rxjs';
import { BadRequestError } from '../src/errors/status-errors';
import type { QueryParams } from '../src/http/query-params';
import type { Requestor } from '../src/pagination/requestor';

/** A row that has nothing but its key. */
export interface Row {
  readonly id: number;
}

/** How a server treats order and filter. */
export interface Manners {
  readonly order?: 'honoured' | 'ignored';
  readonly filter?: 'honoured' | 'ignored' | 'refused' | 'empties';
  /** Time until an answer comes, in ms; 0 comes synchronously. */
  readonly latency?: number;
}

/** A server that sorts and filters by `id`, and whose rows may change between two requests. */
export class KeyedRows implements Requestor {
  readonly asked: QueryParams[] = [];
  inFlight = 0;
  maxInFlight = 0;

  constructor(
    public ids: number[],
    private readonly manners: Manners = {},
  ) {}

  get<T>(_path: string, params: QueryParams = {}): Observable<AxiosResponse<T>> {
    return defer(() => {
      this.asked.push(params);
      this.maxInFlight = Math.max(this.maxInFlight, ++this.inFlight);
      const { latency = 0, filter = 'honoured' } = this.manners;
      const text = typeof params['filter'] === 'string' ? params['filter'] : '';
      const bound = /id>(-?\d+)$/.exec(text)?.[1];
      const answer$ =
        filter === 'refused' && bound !== undefined
          ? throwError(() => new BadRequestError({ method: 'GET', route: '/rows', status: 400 }))
          : of(this.#answer<T>(params, bound === undefined ? undefined : Number(bound)));
      return (latency === 0 ? answer$ : answer$.pipe(delay(latency))).pipe(
        map((answer) => {
          this.inFlight -= 1;
          return answer;
        }),
      );
    });
  }

  #answer<T>(params: QueryParams, after: number | undefined): AxiosResponse<T> {
    const { order = 'honoured', filter = 'honoured' } = this.manners;
    const [page, size] = [Number(params['page']), Number(params['size'])];
    const isIn = (id: number): boolean =>
      after === undefined || filter === 'ignored' || (filter === 'honoured' && id > after);
    const rows = this.ids.filter(isIn);
    const sign = String(params['sort']).endsWith(',DESC') ? -1 : 1;
    if (order === 'honoured') rows.sort((a, b) => (a - b) * sign);
    const data = rows.slice(page * size, (page + 1) * size).map((id): Row => ({ id }));
    const totals = { totalElements: rows.length, totalPages: Math.ceil(rows.length / size) };
    const body = { data, pagination: { currentPage: page, size, ...totals } };
    return { status: 200, data: body as T, bodySize: 100 } as unknown as AxiosResponse<T>;
  }
}

/** The whole numbers from one on. */
export const range = (length: number, from = 0): number[] =>
  Array.from({ length }, (_, index) => from + index);
