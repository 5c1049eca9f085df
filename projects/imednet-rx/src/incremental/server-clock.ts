import type { AxiosResponse } from 'axios';
import { asyncScheduler, tap } from 'rxjs';
import { headerOf } from '../http/header-of';
import { readApiDate } from '../models/api-date';
import type { Requestor } from '../pagination/requestor';
import { parseHttpDate } from '../policies/http-date';

/**
 * Reads the server's clock from its responses: `metadata.timestamp` or the header `Date`, the earlier of both.
 *
 * Without either, the clock of this machine is used.
 */
export class ServerClock {
  readonly #metadataKey: string;
  #earliest: number | undefined;
  #latest: number | undefined;

  /** @param metadataKey - member of the body that holds the metadata */
  constructor(metadataKey = 'metadata') {
    this.#metadataKey = metadataKey;
  }

  /** Whether any response had a time. */
  get isKnown(): boolean {
    return this.#latest !== undefined;
  }

  /** The earliest time in the responses so far, in ms since 1970. */
  get earliest(): number {
    return this.#earliest ?? asyncScheduler.now();
  }

  /** The latest time in the responses so far, in ms since 1970. */
  get latest(): number {
    return this.#latest ?? asyncScheduler.now();
  }

  /** Returns a client that does the same, and whose responses set this clock. */
  readingFrom(client: Requestor): Requestor {
    const get: Requestor['get'] = <T>(...request: Parameters<Requestor['get']>) =>
      client.get<T>(...request).pipe(
        tap((response) => {
          this.#read(response);
        }),
      );
    return new Proxy(client, {
      get: (target, name): unknown => {
        if (name === 'get') return get;
        const member: unknown = Reflect.get(target, name, target);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
  }

  #read({ data, headers }: AxiosResponse<unknown>): void {
    const [timestamp, date] = [readApiDate(this.#timestampOf(data)), dateOf(headers)];
    // The earlier one where they differ: a clock that is ahead, or in another zone, must not move a watermark past changes.
    const time = Math.min(timestamp ?? Infinity, date ?? Infinity);
    if (time === Infinity) return;
    this.#earliest = Math.min(time, this.#earliest ?? Infinity);
    this.#latest = Math.max(time, this.#latest ?? -Infinity);
  }

  #timestampOf(body: unknown): unknown {
    const metadata = (body as Readonly<Record<string, unknown>> | null | undefined)?.[this.#metadataKey];
    return (metadata as { readonly timestamp?: unknown } | null | undefined)?.timestamp;
  }
}

function dateOf(headers: unknown): number | undefined {
  const date = headerOf(headers, 'date');
  return date === undefined ? undefined : parseHttpDate(date, asyncScheduler.now());
}
