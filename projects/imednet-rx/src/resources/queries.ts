import type { Query } from '../models/query';
import { StudyListResource } from './study-list-resource';

/** Questions raised about data that were entered. */
export class QueriesResource extends StudyListResource<Query> {
  protected override readonly name = 'queries';
  protected override readonly itemKey = 'annotationId';
}
