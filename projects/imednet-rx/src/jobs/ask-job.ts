import type { AxiosResponse } from 'axios';
import { map, type Observable } from 'rxjs';
import { assertSafeKeys } from '../http/assert-safe-keys';
import { encodePath } from '../http/encode-path';
import { routeTemplate } from '../http/route-template';
import type { Job } from '../models/job';
import { decodeJob } from './decode-job';

/** Requests a job once; errors with a `ResponseContractError` for a response that is not this job. */
export function askJob(
  client: { get<T>(path: string): Observable<AxiosResponse<T>> },
  studyKey: string,
  batchId: string,
): Observable<Job> {
  const path = encodePath('studies', studyKey, 'jobs', batchId);
  return client.get<unknown>(path).pipe(
    map(({ data }) => {
      const job = decodeJob(data, batchId, routeTemplate(path));
      assertSafeKeys([job], 'The job');
      return job;
    }),
  );
}
