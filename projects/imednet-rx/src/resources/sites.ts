import type { Site } from '../models/site';
import { StudyListResource } from './study-list-resource';

/** Places that enrol subjects into a study. */
export class SitesResource extends StudyListResource<Site> {
  protected override readonly name = 'sites';
  protected override readonly itemKey = 'siteId';
}
