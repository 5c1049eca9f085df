import { DOCUMENT, effect, inject, Injectable, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { fromEvent, map, NEVER, startWith } from 'rxjs';

const CHOICES = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof CHOICES)[number];

/** The only thing that this application ever stores in a browser. */
const KEY = 'imednet-dashboard.theme';

/** The colours: those of the system, until somebody chooses others. */
@Injectable({ providedIn: 'root' })
export class Theme {
  readonly #document = inject(DOCUMENT);
  readonly #dark = this.#document.defaultView?.matchMedia('(prefers-color-scheme: dark)');
  readonly #systemIsDark = toSignal(
    (this.#dark ? fromEvent(this.#dark, 'change') : NEVER).pipe(
      startWith(null),
      map(() => this.#dark?.matches ?? false),
    ),
    { requireSync: true },
  );

  readonly #choice = signal<ThemeChoice>(this.#remembered());
  readonly choice = this.#choice.asReadonly();

  /** Whether the page is dark now, for what is drawn rather than styled. */
  readonly isDark = (): boolean =>
    this.#choice() === 'dark' || (this.#choice() === 'system' && this.#systemIsDark());

  constructor() {
    effect(() => {
      const choice = this.#choice();
      this.#document.documentElement.style.colorScheme = choice === 'system' ? '' : choice;
      this.#remember(choice);
    });
  }

  /** Goes on to the next choice. */
  next(): void {
    this.#choice.update((choice) => CHOICES[(CHOICES.indexOf(choice) + 1) % CHOICES.length] ?? 'system');
  }

  // Storage may be forbidden, and the page has to work all the same.
  #remembered(): ThemeChoice {
    try {
      const stored = this.#document.defaultView?.localStorage.getItem(KEY);
      return CHOICES.find((choice) => choice === stored) ?? 'system';
    } catch {
      return 'system';
    }
  }

  #remember(choice: ThemeChoice): void {
    try {
      const storage = this.#document.defaultView?.localStorage;
      if (choice === 'system') storage?.removeItem(KEY);
      else storage?.setItem(KEY, choice);
    } catch {
      return;
    }
  }
}
