import { DOCUMENT, inject, Injectable, type Signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { distinctUntilChanged, EMPTY, filter, fromEvent, map, merge, of, shareReplay, skip } from 'rxjs';

/** Whether the browser has a network. */
@Injectable({ providedIn: 'root' })
export class Connectivity {
  readonly #window = inject(DOCUMENT).defaultView;

  /** The current state, then each change. */
  readonly online$ = (this.#window
    ? merge(of('now'), fromEvent(this.#window, 'online'), fromEvent(this.#window, 'offline'))
    : EMPTY
  ).pipe(
    map(() => this.#window?.navigator.onLine ?? true),
    distinctUntilChanged(),
    shareReplay({ bufferSize: 1, refCount: true }),
  );

  /** Emits whenever the network comes back. */
  readonly backOnline$ = this.online$.pipe(skip(1), filter(Boolean));

  readonly online: Signal<boolean> = toSignal(this.online$, { initialValue: true });
}
