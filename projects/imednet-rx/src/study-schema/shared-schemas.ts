import { asyncScheduler, defer, type Observable, share } from 'rxjs';
import { InvalidArgumentError } from '../errors/client-error';
import { replayLast } from '../http/replay-last';
import type { StudySchema } from './study-schema';

/** How a schema is got. */
export interface SchemaOptions {
  /** Reads the definitions anew, for this and later subscribers; what was read before is forgotten. */
  readonly refresh?: boolean;
  /** Age from which definitions are read anew, in ms since they were asked for; any age will do by default. */
  readonly maxAge?: number;
}

interface Entry {
  readonly schema$: Observable<StudySchema>;
  askedAt: number;
}

/** Studies whose schemas are kept: one that hops between more reads again. */
const MAX_STUDIES = 8;

/**
 * Loads schemas once for all subscribers, and keeps those of the studies that were used last.
 *
 * A load that fails, or that nobody waits for any more, is not kept. There is no timer.
 */
export class SharedSchemas {
  /** In the order of use, the oldest first. */
  readonly #entries = new Map<string, Entry>();
  readonly #load: (studyKey: string) => Observable<StudySchema>;

  /** @param load - reads a schema; cold, emits once and completes */
  constructor(load: (studyKey: string) => Observable<StudySchema>) {
    this.#load = load;
  }

  /** @returns cold; emits the schema and completes, errors as the load does */
  of(studyKey: string, options: SchemaOptions = {}): Observable<StudySchema> {
    return defer(() => {
      const entry = this.#usable(studyKey, options) ?? this.#begin(studyKey);
      this.#entries.delete(studyKey);
      this.#entries.set(studyKey, entry);
      for (const oldest of this.#entries.keys()) {
        if (this.#entries.size <= MAX_STUDIES) break;
        this.#entries.delete(oldest);
      }
      return entry.schema$;
    });
  }

  clear(): void {
    this.#entries.clear();
  }

  #usable(studyKey: string, { refresh = false, maxAge = Infinity }: SchemaOptions): Entry | undefined {
    if (typeof maxAge !== 'number' || !(maxAge >= 0)) {
      throw new InvalidArgumentError('maxAge must be a number of ms, 0 or more.');
    }
    const entry = refresh ? undefined : this.#entries.get(studyKey);
    if (!entry) return undefined;
    const age = asyncScheduler.now() - entry.askedAt;
    // Negative: the clock was set back, and the age is unknown.
    return maxAge === Infinity || (age >= 0 && age < maxAge) ? entry : undefined;
  }

  #begin(studyKey: string): Entry {
    const schema$ = defer(() => {
      entry.askedAt = asyncScheduler.now();
      return this.#load(studyKey);
    }).pipe(share({ connector: () => replayLast(), resetOnComplete: false }));
    const entry: Entry = { schema$, askedAt: asyncScheduler.now() };
    return entry;
  }
}
