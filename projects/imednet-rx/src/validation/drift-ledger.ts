import { type Observable, Subject } from 'rxjs';
import type { SchemaDrift } from '../observability/schema-drift';
import type { Misfit } from '../pagination/requestor';
import { OTHER } from './field-path';

/** Fields that are remembered one by one; names come from a server, and memory must not be its to fill. */
const MAX_FIELDS = 200;

/** What one client knows of fields that are not as their schemas say. */
export class DriftLedger {
  readonly #totals = new Map<string, number>();
  readonly #drift$ = new Subject<SchemaDrift>();

  /** Each page's fields, as they are noticed; never completes. */
  readonly drift$: Observable<SchemaDrift> = this.#drift$.asObservable();

  /**
   * Enters what a page tells, and tells it on.
   *
   * @param misfits - the page's fields
   * @returns the fields that were not known before
   */
  enter(misfits: readonly Misfit[]): readonly SchemaDrift[] {
    const drifts = misfits.map((misfit) => this.#entered(misfit));
    for (const drift of drifts) this.#drift$.next(drift);
    return drifts.filter(({ total, count }) => total === count);
  }

  #entered(misfit: Misfit): SchemaDrift {
    const isKnown = this.#totals.has(keyOf(misfit)) || this.#totals.size < MAX_FIELDS;
    const told = isKnown ? misfit : { ...misfit, field: OTHER };
    const total = (this.#totals.get(keyOf(told)) ?? 0) + told.count;
    this.#totals.set(keyOf(told), total);
    return { ...told, total };
  }
}

function keyOf({ resource, kind, field }: Pick<SchemaDrift, 'resource' | 'kind' | 'field'>): string {
  return `${resource} ${kind} ${field}`;
}
