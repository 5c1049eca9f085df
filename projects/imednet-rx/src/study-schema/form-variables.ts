import type { Variable } from '../models/variable';
import { indexBy } from './definition-index';

/** The variables of one form, in the order of the form. */
export class FormVariables {
  /** Those that were disabled or deleted too. */
  readonly all: readonly Variable[];
  readonly #byName: ReadonlyMap<string, Variable>;
  readonly #byLowerCase: ReadonlyMap<string, Variable>;

  constructor(variables: readonly Variable[]) {
    this.all = Object.freeze([...variables].sort((a, b) => a.sequence - b.sequence));
    this.#byName = indexBy(this.all, ({ variableName }) => [variableName], isVariableInUse);
    const inUse = this.all.filter(isVariableInUse);
    this.#byLowerCase = indexBy(inUse, ({ variableName }) => [variableName.toLowerCase()], isVariableInUse);
  }

  find(name: string): Variable | undefined {
    return this.#byName.get(name);
  }

  /** The variable that somebody may have meant who writes its name in another case. */
  meantBy(name: string): Variable | undefined {
    return this.#byLowerCase.get(name.toLowerCase());
  }
}

/** Tells whether a variable takes answers. */
export function isVariableInUse({ disabled, deleted }: Variable): boolean {
  return !disabled && !deleted;
}
