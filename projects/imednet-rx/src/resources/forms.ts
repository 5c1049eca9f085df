import type { Form } from '../models/form';
import { StudyListResource } from './study-list-resource';

/** Electronic case report forms (eCRF), as a study defines them. */
export class FormsResource extends StudyListResource<Form> {
  protected override readonly name = 'forms';
  protected override readonly itemKey = 'formId';
}
