import { inject, Injector, runInInjectionContext } from '@angular/core';
import type { ImednetConfig, RequestInterceptor } from 'imednet-rx';
import { type ImednetFeature, imednetFeature, ImednetFeatureKind } from './imednet-feature';

/**
 * Adds own steps to the way of every request, which may call `inject()`.
 *
 * They see no credentials: those are added behind the last of them.
 *
 * @param interceptors - `perCall`: around a whole call with its retries; `perAttempt`: around each attempt;
 *   outermost first
 *
 * @example
 * ```ts
 * const counted: RequestInterceptor = (request, next) => {
 *   const metrics = inject(Metrics);
 *   return next(request).pipe(tap(() => metrics.count(request.route, request.attempt)));
 * };
 * provideImednet({ auth: new SameOriginAuth() }, withInterceptors({ perAttempt: [counted] }));
 * ```
 */
export function withInterceptors(
  interceptors: NonNullable<ImednetConfig['interceptors']>,
): ImednetFeature<ImednetFeatureKind.Interceptors> {
  return imednetFeature(ImednetFeatureKind.Interceptors, 'withInterceptors', () => {
    const injector = inject(Injector);
    const within =
      (interceptor: RequestInterceptor): RequestInterceptor =>
      (request, next) =>
        runInInjectionContext(injector, () => interceptor(request, next));
    return {
      interceptors: {
        perCall: interceptors.perCall?.map(within) ?? [],
        perAttempt: interceptors.perAttempt?.map(within) ?? [],
      },
    };
  });
}
