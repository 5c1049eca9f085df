import { Injectable, signal } from '@angular/core';

/** Tells the time as iMednet does: ages are reckoned from it, whatever the clock of this computer says. */
@Injectable({ providedIn: 'root' })
export class ServerClock {
  readonly #now = signal<number | null>(null);

  /** ms since the epoch, as the last answer told; `null` before the first. */
  readonly now = this.#now.asReadonly();

  set(now: number): void {
    this.#now.set(now);
  }
}
