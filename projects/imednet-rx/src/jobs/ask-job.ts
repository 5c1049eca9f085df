import type { AxiosResponse } from 'axios';
import { map, type Observable } from 'rxjs';
import { assertSafeKeys } from '../http/assert-safe-keys';
import { encodePath } from '../http/encode-path';
import type { Job } from '../models/job';

/** Asks where a job is, once. */
export function askJob(
  client: { get<T>(path: string): Observable<AxiosResponse<T>> },
  studyKey: string,
  batchId: string,
): Observable<Job> {
  return client.get<Job>(encodePath('studies', studyKey, 'jobs', batchId)).pipe(
    map(({ data }) => {
      assertSafeKeys([data], 'The job');
      return data;
    }),
  );
}
