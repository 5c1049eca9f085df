import type { FieldProblem } from '../errors/item-validation-error';

/** A field of one item that is not as its schema says; one that the schema does not have is no problem by itself. */
export interface Mismatch extends Omit<FieldProblem, 'kind'> {
  readonly kind: FieldProblem['kind'] | 'unknown';
}
