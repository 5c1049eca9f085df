import type { Visit } from '../models/visit';
import { StudyListResource } from './study-list-resource';

/** Subjects' own visits. */
export class VisitsResource extends StudyListResource<Visit> {
  protected override readonly name = 'visits';
  protected override readonly itemKey = 'visitId';
}
