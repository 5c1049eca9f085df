import type { Form } from '../models/form';
import type { Interval } from '../models/interval';
import type { Variable } from '../models/variable';

/** What a study's designers defined, as the API lists it: plain data, fit for JSON and `structuredClone`. */
export interface StudyDefinitions {
  readonly studyKey: string;
  readonly forms: readonly Form[];
  readonly variables: readonly Variable[];
  readonly intervals: readonly Interval[];
}
