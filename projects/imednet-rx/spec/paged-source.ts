import type { AxiosResponse } from 'axios';
import { defer, delay, finalize, map, type Observable, of } from 'rxjs';
import type { QueryParams } from '../src/http/query-params';
import type { Requestor } from '../src/pagination/requestor';

/**
 * A list of numbers behind a stub client, that tells how many requests are and were under way.
 *
 * Each page comes after its own time, so that pages can overtake one another.
 */
export class PagedSource implements Requestor {
  readonly requested: number[] = [];
  readonly aborted: number[] = [];
  inFlight = 0;
  maxInFlight = 0;
  /** Called as each request starts. */
  onRequest: () => void = () => undefined;

  /**
   * @param items - items in the list
   * @param latency - time until a page comes, in ms; 0 comes synchronously
   */
  constructor(
    private readonly items: number,
    private readonly latency: (page: number) => number = () => 0,
  ) {}

  get<T>(_path: string, params: QueryParams = {}): Observable<AxiosResponse<T>> {
    const [page, size] = [Number(params['page']), Number(params['size'])];
    return defer(() => {
      this.requested.push(page);
      this.onRequest();
      this.maxInFlight = Math.max(this.maxInFlight, ++this.inFlight);
      let done = false;
      const latency = this.latency(page);
      const answer$ = of(this.#body(page, size) as T);
      return (latency === 0 ? answer$ : answer$.pipe(delay(latency))).pipe(
        map((data) => {
          done = true;
          this.inFlight -= 1;
          return { status: 200, data } as AxiosResponse<T>;
        }),
        finalize(() => {
          if (done) return;
          this.inFlight -= 1;
          this.aborted.push(page);
        }),
      );
    });
  }

  #body(page: number, size: number): unknown {
    const length = Math.max(0, Math.min(size, this.items - page * size));
    return {
      data: Array.from({ length }, (_, index) => page * size + index),
      pagination: {
        currentPage: page,
        size,
        totalElements: this.items,
        totalPages: Math.ceil(this.items / size),
      },
    };
  }
}
