import type { Interval } from '../models/interval';
import { StudyListResource } from './study-list-resource';

/** Visits, as a study's schedule defines them. */
export class IntervalsResource extends StudyListResource<Interval> {
  protected override readonly name = 'intervals';
  protected override readonly itemKey = 'intervalId';
}
