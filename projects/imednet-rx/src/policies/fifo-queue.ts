interface Entry<T> {
  readonly value: T;
  previous: Entry<T> | undefined;
  next: Entry<T> | undefined;
  queued: boolean;
}

/** First in, first out, with leaving from anywhere; each step takes the same time however long the queue is. */
export class FifoQueue<T> {
  #first: Entry<T> | undefined;
  #last: Entry<T> | undefined;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** @returns leaves the queue; `false` when the value has left it before */
  push(value: T): () => boolean {
    const entry: Entry<T> = { value, previous: this.#last, next: undefined, queued: true };
    if (this.#last) this.#last.next = entry;
    else this.#first = entry;
    this.#last = entry;
    this.#size++;
    return () => this.#remove(entry);
  }

  shift(): T | undefined {
    const first = this.#first;
    if (first) this.#remove(first);
    return first?.value;
  }

  #remove(entry: Entry<T>): boolean {
    if (!entry.queued) return false;
    entry.queued = false;
    if (entry.previous) entry.previous.next = entry.next;
    else this.#first = entry.next;
    if (entry.next) entry.next.previous = entry.previous;
    else this.#last = entry.previous;
    // One who keeps `leave` must not keep the whole queue alive.
    entry.previous = entry.next = undefined;
    this.#size--;
    return true;
  }
}
