import type { Coding } from '../models/coding';
import { StudyListResource } from './study-list-resource';

/** Assignments of a dictionary's terms to what was entered. */
export class CodingsResource extends StudyListResource<Coding> {
  protected override readonly name = 'codings';
  protected override readonly itemKey = 'codingId';
}
