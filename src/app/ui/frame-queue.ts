import { DOCUMENT, inject, InjectionToken } from '@angular/core';

/** Calls back with the next frame, as `requestAnimationFrame`. */
export type RequestFrame = (callback: () => void) => unknown;

/** Gives each drawing a frame of its own, so that the page answers in between however many there are. */
export class FrameQueue {
  readonly #requestFrame: RequestFrame;
  readonly #waiting = new Map<object, () => void>();
  #isRequested = false;

  constructor(requestFrame: RequestFrame) {
    this.#requestFrame = requestFrame;
  }

  /** Draws when it is the owner's turn; what the owner had waiting is out of date, and its place is kept. */
  put(owner: object, draw: () => void): void {
    this.#waiting.set(owner, draw);
    this.#request();
  }

  /** Forgets what the owner has waiting. */
  remove(owner: object): void {
    this.#waiting.delete(owner);
  }

  #request(): void {
    if (this.#isRequested || this.#waiting.size === 0) return;
    this.#isRequested = true;
    this.#requestFrame(() => {
      this.#isRequested = false;
      this.#drawFirst();
    });
  }

  #drawFirst(): void {
    const [first] = this.#waiting;
    if (!first) return;
    const [owner, draw] = first;
    this.#waiting.delete(owner);
    this.#request();
    draw();
  }
}

/** The queue for all that is drawn on the page. */
export const FRAME_QUEUE = new InjectionToken('FRAME_QUEUE', {
  providedIn: 'root',
  factory: () => {
    const window = inject(DOCUMENT).defaultView;
    return new FrameQueue((callback) => window?.requestAnimationFrame(callback));
  },
});
