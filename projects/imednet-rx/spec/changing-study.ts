import type { AxiosResponse } from 'axios';
import { defer, type Observable, of } from 'rxjs';
import type { QueryParams } from '../src/http/query-params';
import { apiDate } from '../src/models/api-date';
import type { Requestor } from '../src/pagination/requestor';

/** A record, as far as changes matter. */
export interface StudyRow {
  readonly recordId: number;
  readonly dateModified: string;
  readonly deleted: boolean;
  readonly value: string;
}

type Json = Readonly<Record<string, unknown>>;
type Asked = readonly [path: string, params: QueryParams];

/**
 * Records and their audit trail behind a stub client, which change as the spec says, also while they are read.
 *
 * It knows what the API's filters and orders need here: `a>=b`, `a>b` and `a<b`, joined by `;`, and one `sort`.
 */
export class ChangingStudy implements Requestor {
  /** ms since 1970. */
  now = Date.UTC(2024, 4, 1, 12);
  readonly rows = new Map<number, StudyRow>();
  readonly revisions: Json[] = [];
  readonly asked: Asked[] = [];
  /** How responses report the server's clock; not at all by default. */
  clock: 'metadata.timestamp' | 'Date' | 'none' = 'none';
  /** How far the reported clock is ahead of {@link now}, in ms. */
  skew = 0;
  /** Called before each answer. */
  onRequest: (asked: Asked) => void = () => undefined;

  /** What a reader who missed nothing has. */
  get alive(): readonly StudyRow[] {
    return this.all.filter(({ deleted }) => !deleted);
  }

  get all(): readonly StudyRow[] {
    return [...this.rows.values()].sort((a, b) => a.recordId - b.recordId);
  }

  /** Filters with which pages of a list were asked for, leaving out who only wants the newest date. */
  askedFor(path: string): readonly unknown[] {
    return this.asked
      .filter(([asked, { size }]) => asked === path && size !== 1)
      .map(([, { filter }]) => filter);
  }

  /** Inserts or changes a record; `late` says how many ms ago it got its date, or below 0, how far in the future it is dated. */
  save(recordId: number, value: string, { late = 0, deleted = false } = {}): void {
    const date = apiDate(this.now - late);
    this.rows.set(recordId, { recordId, dateModified: date, deleted, value });
    this.#revise(recordId, deleted, date);
  }

  /** Marks a record as deleted; it stays in the list. */
  mark(recordId: number, late = 0): void {
    this.save(recordId, this.rows.get(recordId)?.value ?? '', { late, deleted: true });
  }

  /** Removes a record from the list; only the audit trail knows of it. */
  remove(recordId: number, late = 0): void {
    this.rows.delete(recordId);
    this.#revise(recordId, true, apiDate(this.now - late));
  }

  get<T>(path: string, params: QueryParams = {}): Observable<AxiosResponse<T>> {
    return defer(() => {
      this.asked.push([path, params]);
      this.onRequest([path, params]);
      const [page, size] = [Number(params['page']), Number(params['size'])];
      const rows = inOrder(
        this.#list(path).filter(passing(String(params['filter'] ?? ''))),
        String(params['sort']),
      );
      const pagination = {
        ...{ currentPage: page, size },
        ...{ totalElements: rows.length, totalPages: Math.ceil(rows.length / size) },
      };
      const data = rows.slice(page * size, (page + 1) * size);
      const time = this.now + this.skew;
      const metadata = this.clock === 'metadata.timestamp' ? { timestamp: apiDate(time) } : {};
      const headers = this.clock === 'Date' ? { Date: new Date(time).toUTCString() } : {};
      return of({ status: 200, headers, data: { metadata, data, pagination } as T } as AxiosResponse<T>);
    });
  }

  #list(path: string): readonly Json[] {
    return path === '/records' ? this.all.map((row) => ({ ...row })) : this.revisions;
  }

  #revise(recordId: number, deleted: boolean, dateCreated: string): void {
    this.revisions.push({ recordRevisionId: this.revisions.length + 1, recordId, deleted, dateCreated });
  }
}

function passing(filter: string): (row: Json) => boolean {
  const conditions = filter.split(';').flatMap((condition) => {
    const [, name = '', operator, text = ''] = /^(\w+)(>=|>|==|<)(.*)$/.exec(condition) ?? [];
    const date = text.replace('T', ' ').replace('Z', '');
    return name === '' ? [] : [{ name, operator, wanted: /^\d+$/.test(text) ? Number(text) : date }];
  });
  return (row) =>
    conditions.every(({ name, operator, wanted }) => {
      const actual = row[name] as typeof wanted;
      if (operator === '<') return actual < wanted;
      return operator === '=='
        ? actual === wanted
        : actual > wanted || (operator === '>=' && actual === wanted);
    });
}

function inOrder(rows: readonly Json[], sort: string): readonly Json[] {
  const [property = '', direction] = sort.split(',');
  const sign = direction === 'DESC' ? -1 : 1;
  const value = (row: Json): string | number => row[property] as string | number;
  return [...rows].sort((a, b) => sign * (value(a) < value(b) ? -1 : Number(value(a) > value(b))));
}
