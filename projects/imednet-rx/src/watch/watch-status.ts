import type { ImednetError } from '../errors/imednet-error';

/** How the watch of a list is doing. */
export interface WatchStatus {
  /** `polling` while the list is read, `waiting` for the next time, `hidden` while no page that watches is visible. */
  readonly phase: 'polling' | 'waiting' | 'hidden';
  /** When the list was last read to its end, in ms since 1970; `null` before the first time. */
  readonly readAt: number | null;
  /** Polls in a row that failed since; 0 while what was emitted is up to date. */
  readonly failures: number;
  /** Why the last of them failed; absent while none did. */
  readonly error?: ImednetError;
  /** Time until the next poll as this is told, in ms; `null` unless `waiting`. */
  readonly nextIn: number | null;
}
