import type { PendingTasks } from '@angular/core';
import type { RequestInterceptor } from 'imednet-rx';
import { defer, finalize } from 'rxjs';

/** Counts each call as a pending task, its retries included, so that rendering on a server waits for it. */
export function countPending(tasks: PendingTasks): RequestInterceptor {
  return (request, next) =>
    defer(() => {
      const done = tasks.add();
      return next(request).pipe(finalize(done));
    });
}
