import { Injectable, signal } from '@angular/core';
import { catchError, map, type Observable, of, switchMap } from 'rxjs';
import { fromFetch } from 'rxjs/fetch';

/** How the simulator treats requests; rates from 0 to 1, latency in ms. */
export interface SimulatorSettings {
  readonly faults: Readonly<Record<string, number>>;
  readonly latency: number;
}

export interface StudyChanges {
  readonly insert?: number;
  readonly change?: number;
  readonly remove?: number;
}

const CONTROL = '/__control';

/** The simulator behind this server, if there is one that may be controlled. */
@Injectable()
export class SimulatorStore {
  /** `undefined` until it is known, `null` where there is none. */
  readonly settings = signal<SimulatorSettings | null | undefined>(undefined);

  constructor() {
    this.#ask('GET', CONTROL).subscribe((settings) => {
      this.settings.set(isSettings(settings) ? settings : null);
    });
  }

  /** Emits whether it was done, and completes. */
  change(changes: Partial<SimulatorSettings>): Observable<boolean> {
    return this.#ask('PUT', CONTROL, changes).pipe(
      map((settings) => {
        if (!isSettings(settings)) return false;
        this.settings.set(settings);
        return true;
      }),
    );
  }

  /** Emits whether it was done, and completes. */
  work(studyKey: string, changes: StudyChanges): Observable<boolean> {
    return this.#ask('POST', `${CONTROL}/changes`, { studyKey, at: 'start', ...changes }).pipe(
      map((answer) => answer !== null),
    );
  }

  #ask(method: string, path: string, body?: object): Observable<unknown> {
    return fromFetch(path, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    }).pipe(
      switchMap((response) => (response.ok ? (response.json() as Promise<unknown>) : of(null))),
      // A server that answers with its page has no simulator behind it.
      catchError(() => of(null)),
    );
  }
}

function isSettings(value: unknown): value is SimulatorSettings {
  const { faults, latency } = (value ?? {}) as Partial<SimulatorSettings>;
  return typeof faults === 'object' && typeof latency === 'number';
}
