import { inject } from '@angular/core';
import type { RequestInterceptor } from 'imednet-rx';
import { tap } from 'rxjs';
import { apiTime } from './api-time';
import { ServerClock } from './server-clock';

/** Sets the clock by what each answer tells. */
export const tellTime: RequestInterceptor = (request, next) => {
  const clock = inject(ServerClock);
  return next(request).pipe(
    tap(({ data }) => {
      const { metadata } = (data ?? {}) as { readonly metadata?: { readonly timestamp?: unknown } };
      const told = apiTime(metadata?.timestamp);
      if (told !== null) clock.set(told);
    }),
  );
};
