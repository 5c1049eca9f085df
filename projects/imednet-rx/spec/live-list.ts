import type { AxiosResponse } from 'axios';
import {
  defer,
  delay,
  finalize,
  firstValueFrom,
  map,
  type Observable,
  of,
  retry,
  tap,
  timer,
  VirtualTimeScheduler,
} from 'rxjs';
import type { QueryParams } from '../src/http/query-params';
import type { Requestor } from '../src/pagination/requestor';

export interface Row {
  readonly id: number;
  /** 0 or 1, so that a filter of the caller has something to leave out. */
  readonly site: number;
}

/** Rows that come or go; in the middle, `at` says where, modulo the length. */
export interface Change {
  readonly kind: 'insert' | 'delete';
  readonly where: 'front' | 'middle' | 'behind';
  readonly count: number;
  readonly at: number;
}

/** How long a request takes to the server and its answer back, in ms. 0 and 0 comes synchronously. */
export interface Travel {
  readonly there: number;
  readonly back: number;
}

export interface LiveListOptions {
  /** Rows at the beginning. */
  readonly rows: number;
  /** What happens to the list: the changes at index k come right before the k-th read. */
  readonly script?: readonly (readonly Change[])[];
  /** Per page asked for, over and over. */
  readonly travels?: readonly Travel[];
  /** Attempts that fail before a page is answered, per page asked for, over and over. */
  readonly faults?: readonly number[];
  /** Pages from which on the client is taken to ask for ever. */
  readonly mostPages?: number;
}

/** Between two ids at the beginning: room for rows that are inserted in the middle. */
const GAP = 1000;
const BEFORE_RETRY_MS = 3;
/** Turns of the microtask queue that a consumer gets before time goes on. */
const TURNS = 12;
/** How often that is without anything to wait for, until a consumer is taken to wait for ever. */
const PATIENCE = 1000;
/** Pages that no list in a spec has, unless it is read many times. */
const MOST_PAGES = 1000;

/**
 * A server whose list changes between two reads, behind a client that retries; time is virtual.
 *
 * An answer is a snapshot of the moment at which the request arrives there, so that pages that are asked for
 * at the same time may be read in any order.
 */
export class LiveList implements Requestor {
  readonly scheduler = new VirtualTimeScheduler();
  /** Parameters of each page asked for; the retries of a page are not counted again. */
  readonly asked: QueryParams[] = [];
  /** Ids that were served, by page number; the last read counts. */
  readonly served = new Map<number, readonly number[]>();
  /** Attempts that were started. */
  requests = 0;
  /** Attempts that were answered. */
  answered = 0;
  /** Attempts that were given up by the client. */
  aborted = 0;
  inFlight = 0;
  /** Called as each attempt starts. */
  onRequest: () => void = () => undefined;

  readonly #options: LiveListOptions;
  readonly #deleted = new Set<number>();
  readonly #first: readonly Row[];
  #rows: Row[] = [];
  #reads = 0;
  #born = 0;
  #lowest = 0;
  #highest = -GAP;

  constructor(options: LiveListOptions) {
    this.#options = options;
    for (let row = 0; row < options.rows; row++) this.#rows.push(this.#row(row * GAP));
    this.#first = [...this.#rows];
  }

  /** Ids of the rows that were there from the beginning until now; those of one site, if it is given. */
  throughout(site?: number): number[] {
    return this.#first
      .filter((row) => !this.#deleted.has(row.id) && (site === undefined || row.site === site))
      .map(({ id }) => id);
  }

  /** Ids of the rows that are there now; none of those that went ever comes back. */
  get ids(): number[] {
    return this.#rows.map(({ id }) => id);
  }

  get<T>(_path: string, params: QueryParams = {}): Observable<AxiosResponse<T>> {
    return defer(() => {
      if (this.asked.length === (this.#options.mostPages ?? MOST_PAGES))
        throw new Error('The client asks for ever.');
      const page = this.asked.push(params) - 1;
      const travel = overAndOver(this.#options.travels, page) ?? { there: 0, back: 0 };
      let faults = overAndOver(this.#options.faults, page) ?? 0;
      return this.#attempt(travel, () => {
        if (faults-- > 0) throw new Error('unavailable');
        return { status: 200, data: this.#read(params) as T } as AxiosResponse<T>;
      });
    });
  }

  /** A pause of a consumer. */
  pause(ms: number): Observable<unknown> {
    return ms === 0 ? of(undefined) : timer(ms, this.scheduler);
  }

  /** Lets time go on until there is nothing left to wait for. */
  elapse(): void {
    this.scheduler.maxFrames = Infinity;
    this.scheduler.flush();
  }

  /** Lets time go on until a promise is settled; between two moments promises have their turn. */
  async until<T>(work: Promise<T>): Promise<T> {
    const story = { ended: false };
    const end = (): boolean => (story.ended = true);
    work.then(end, end);
    for (let idle = 0; idle < PATIENCE; idle++) {
      for (let turn = 0; turn < TURNS; turn++) await Promise.resolve();
      if (story.ended) return work;
      const next = this.scheduler.actions[0];
      if (next === undefined) continue;
      idle = 0;
      this.scheduler.maxFrames = next.delay;
      this.scheduler.flush();
    }
    throw new Error('It hangs: the consumer waits for ever.');
  }

  /** {@link pause}, for a consumer that pulls. */
  async rest(ms: number): Promise<void> {
    if (ms > 0) await firstValueFrom(timer(ms, this.scheduler));
  }

  #attempt<T>({ there, back }: Travel, read: () => T): Observable<T> {
    return defer(() => {
      let settled = false;
      const settle = (): void => {
        settled = true;
        this.inFlight -= 1;
      };
      this.requests += 1;
      this.inFlight += 1;
      this.onRequest();
      const arrived$ = this.pause(there).pipe(map(read));
      return (back === 0 ? arrived$ : arrived$.pipe(delay(back, this.scheduler))).pipe(
        tap({
          next: () => {
            settle();
            this.answered += 1;
          },
          error: settle,
        }),
        finalize(() => {
          if (settled) return;
          settle();
          this.aborted += 1;
        }),
      );
    }).pipe(retry({ delay: () => timer(BEFORE_RETRY_MS, this.scheduler) }));
  }

  #read({ page, size, sort, filter }: QueryParams): unknown {
    for (const change of this.#options.script?.[this.#reads++] ?? []) this.#apply(change);
    const [number, length] = [Number(page), Number(size)];
    const conditions = typeof filter === 'string' && filter !== '' ? filter.split(';') : [];
    const matching = this.#rows.filter((row) => conditions.every((condition) => matches(row, condition)));
    const rows = inOrder(matching, sort);
    const data = rows.slice(number * length, (number + 1) * length);
    this.served.set(
      number,
      data.map(({ id }) => id),
    );
    const totals = { totalElements: rows.length, totalPages: Math.ceil(rows.length / length) };
    return { data, pagination: { currentPage: number, size: length, ...totals } };
  }

  #apply({ kind, where, count, at }: Change): void {
    const { length } = this.#rows;
    if (kind === 'insert') {
      this.#rows.push(...this.#newIds(where, count, at).map((id) => this.#row(id)));
      this.#rows.sort((a, b) => a.id - b.id);
      return;
    }
    const start = { front: 0, middle: at % (length + 1), behind: Math.max(0, length - count) }[where];
    for (const { id } of this.#rows.splice(start, count)) this.#deleted.add(id);
  }

  /** Ids that no row has ever had. */
  #newIds(where: Change['where'], count: number, at: number): number[] {
    const each = Array.from({ length: count }, (_, index) => index + 1);
    if (where === 'front') return each.map((index) => this.#lowest - index);
    if (where === 'behind') return each.map((index) => this.#highest + index);
    const left = at % Math.max(1, this.#rows.length - 1);
    const [low, high] = [this.#rows[left]?.id ?? 0, this.#rows[left + 1]?.id ?? 0];
    const between = each.map((index) => low + Math.floor(((high - low) * index) / (count + 1)));
    return [...new Set(between)].filter((id) => id > low && id < high && !this.#deleted.has(id));
  }

  #row(id: number): Row {
    this.#lowest = Math.min(this.#lowest, id);
    this.#highest = Math.max(this.#highest, id);
    return { id, site: this.#born++ % 2 };
  }
}

function overAndOver<T>(values: readonly T[] = [], index: number): T | undefined {
  return values[index % values.length];
}

function inOrder(rows: readonly Row[], sort: unknown): Row[] {
  if (sort === 'id,ASC') return [...rows];
  if (sort === 'id,DESC') return [...rows].reverse();
  // Who asks for no order gets one of the server's own.
  return [...rows].sort((a, b) => a.site - b.site || b.id - a.id);
}

function matches({ id, site }: Row, condition: string): boolean {
  const [, name, operator, value] = /^(id|site)(>|==)(-?\d+)$/.exec(condition) ?? [];
  if (value === undefined) throw new Error(`The server does not know the filter ${condition}.`);
  const field = name === 'id' ? id : site;
  return operator === '>' ? field > Number(value) : field === Number(value);
}
