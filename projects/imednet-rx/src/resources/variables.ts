import type { Variable } from '../models/variable';
import { StudyListResource } from './study-list-resource';

/** Fields of a study's forms. */
export class VariablesResource extends StudyListResource<Variable> {
  protected override readonly name = 'variables';
  protected override readonly itemKey = 'variableId';
}
