import type { Observable } from 'rxjs';
import type { Imednet } from '../../../src/client/imednet';
import type { ImednetClientConfig } from '../../../src/client/imednet-client-config';
import type { CanaryStudy } from './canary-study';
import type { StudyFault } from './study-faults';

/** What an application does, with secrets wherever it can put some. */
export interface Call {
  readonly story: string;
  /** How the server fails the first requests. */
  readonly faults?: readonly StudyFault[];
  readonly config?: ImednetClientConfig;
  /** Name of the error that it ends with; without it, it completes. */
  readonly error?: string;
  readonly run: (imednet: Imednet, study: CanaryStudy) => Observable<unknown>;
}

export const STUDY = '/api/v1/edc/studies/DEMO';
export const RECORDS = `${STUDY}/records`;
