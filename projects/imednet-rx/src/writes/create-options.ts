import type { RequestOptions } from '../http/imednet-request';
import type { RecordCheck } from './record-check';

/** How records are written. */
export interface CreateOptions extends Pick<RequestOptions, 'traceContext' | 'timeout'> {
  /** The context's default study key at the time of subscription without it. */
  readonly studyKey?: string;
  /** Address of whom the server tells, by email, when a job is done. */
  readonly emailNotify?: string;
  /** Looks at the records before anything is sent, e.g. the study's schema. */
  readonly schema?: RecordCheck;
}
