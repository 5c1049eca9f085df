import { DOCUMENT, inject, Injectable, type Signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { distinctUntilChanged, EMPTY, fromEvent, map, merge, of, shareReplay } from 'rxjs';

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

  readonly online: Signal<boolean> = toSignal(this.online$, { initialValue: true });
}
