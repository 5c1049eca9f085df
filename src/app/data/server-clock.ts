import { Injectable, signal } from '@angular/core';
import type { RequestInterceptor } from 'imednet-rx';
import { tap } from 'rxjs';
import { apiTime } from './api-time';

/** Tells the time as iMednet does: ages are reckoned from it, whatever the clock of this computer says. */
@Injectable({ providedIn: 'root' })
export class ServerClock {
  readonly #now = signal<number | null>(null);

  /** ms since the epoch, as the last answer told; `null` before the first. */
  readonly now = this.#now.asReadonly();

  /** Reads the time off each answer. */
  readonly listen: RequestInterceptor = (request, next) =>
    next(request).pipe(
      tap(({ data }) => {
        const told = timestampOf(data);
        if (told !== null) this.#now.set(told);
      }),
    );
}

function timestampOf(body: unknown): number | null {
  const { metadata } = (body ?? {}) as { readonly metadata?: { readonly timestamp?: unknown } };
  return apiTime(metadata?.timestamp);
}
