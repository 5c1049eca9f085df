import { formAt } from './form-templates';
import type { FormTemplate } from './form-templates';
import type { StudyPlan } from './study-plan';

/** The variable of a form whose answers are coded with a dictionary, if it has one. */
export function codedVariable(form: FormTemplate): string | undefined {
  return form.variables.find(({ coded }) => coded)?.name;
}

/**
 * Finds the n-th record whose form has a coded variable: the pattern of forms repeats with each
 * subject, so one subject's worth of positions is enough.
 */
export class CodedRecords {
  readonly #positions: readonly number[];
  readonly #cycle: number;
  readonly #records: number;

  constructor(plan: StudyPlan) {
    this.#cycle = plan.settings.visitsPerSubject * plan.settings.recordsPerVisit;
    this.#records = plan.settings.records;
    this.#positions = Array.from({ length: this.#cycle }, (_, record) => record).filter(
      (record) => codedVariable(formAt(plan.formOfRecord(record))) !== undefined,
    );
  }

  get count(): number {
    const rest = this.#records % this.#cycle;
    const whole = (this.#records - rest) / this.#cycle;
    return whole * this.#positions.length + this.#positions.filter((position) => position < rest).length;
  }

  at(index: number): number {
    const cycle = Math.floor(index / this.#positions.length);
    return cycle * this.#cycle + (this.#positions[index % this.#positions.length] ?? 0);
  }

  /** The inverse of {@link at}; -1 if the record is not an original one with a coded variable. */
  indexOf(record: number): number {
    const place = this.#positions.indexOf(record % this.#cycle);
    if (record < 0 || record >= this.#records || place < 0) return -1;
    return Math.floor(record / this.#cycle) * this.#positions.length + place;
  }
}
