import type { Subject } from '../models/subject';
import type { ItemKey } from './only-item';
import { StudyListResource } from './study-list-resource';

/** Participants of a study; {@link get} takes a `subjectId` (number) or a `subjectKey` (text). */
export class SubjectsResource extends StudyListResource<Subject> {
  protected override readonly name = 'subjects';
  protected override readonly itemKey = 'subjectId';

  protected override attributeOf(key: ItemKey): string {
    return typeof key === 'string' ? 'subjectKey' : 'subjectId';
  }
}
