import type { Form } from '../models/form';
import type { Interval } from '../models/interval';
import type { Variable } from '../models/variable';
import { indexBy } from './definition-index';
import { FormVariables } from './form-variables';
import type { StudyDefinitions } from './study-definitions';

const NO_VARIABLES = new FormVariables([]);

/** Finds a study's definitions by their keys; texts and numbers never stand for one another. */
export class DefinitionLookup {
  readonly #forms: ReadonlyMap<string | number, Form>;
  readonly #intervals: ReadonlyMap<string | number, Interval>;
  readonly #variables: ReadonlyMap<number, FormVariables>;

  constructor({ forms, variables, intervals }: StudyDefinitions) {
    this.#forms = indexBy<Form, string | number>(
      forms,
      ({ formKey, formId }) => [formKey, formId],
      ({ disabled }) => !disabled,
    );
    this.#intervals = indexBy<Interval, string | number>(
      intervals,
      ({ intervalName, intervalId }) => [intervalName, intervalId],
      ({ disabled }) => !disabled,
    );
    const byForm = new Map<number, Variable[]>();
    for (const variable of variables) {
      const others = byForm.get(variable.formId);
      if (others) others.push(variable);
      else byForm.set(variable.formId, [variable]);
    }
    this.#variables = new Map([...byForm].map(([formId, all]) => [formId, new FormVariables(all)]));
  }

  form(keyOrId: unknown): Form | undefined {
    return this.#forms.get(keyOrId as string | number);
  }

  interval(nameOrId: unknown): Interval | undefined {
    return this.#intervals.get(nameOrId as string | number);
  }

  variablesOf({ formId }: Form): FormVariables {
    return this.#variables.get(formId) ?? NO_VARIABLES;
  }
}
