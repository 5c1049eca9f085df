import type { Variable } from '../models/variable';
import { answerRule, isUnanswered } from './answer-rules';
import { typeName, variableKind } from './variable-kind';

/** Tells whether an answer is right for a type of variable; it is not asked about open questions. */
export type AnswerCheck = (answer: unknown) => boolean;

/** Checks by the type of variable, e.g. `DATE`, in any case. */
export type VariableTypes = Readonly<Record<string, AnswerCheck>>;

/** Checks answers by the types of their variables. */
export class AnswerChecks {
  readonly #own: ReadonlyMap<string, AnswerCheck>;

  /** @param own - checks that take the place of those that are built in */
  constructor(own: VariableTypes) {
    this.#own = new Map(Object.entries(own).map(([type, check]) => [typeName(type), check]));
  }

  /** What an answer would have to be; nothing if it is. */
  expected({ variableType }: Variable, answer: unknown): string | undefined {
    if (isUnanswered(answer)) return undefined;
    const own = this.#own.get(typeName(variableType));
    if (own) return own(answer) ? undefined : 'must be an answer of its type';
    const { expects, fits } = answerRule(variableKind(variableType));
    return fits(answer) ? undefined : expects;
  }
}
