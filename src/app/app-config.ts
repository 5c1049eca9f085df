import { type ApplicationConfig, inject, provideBrowserGlobalErrorListeners } from '@angular/core';
import { PreloadAllModules, provideRouter, withPreloading, withRouterConfig } from '@angular/router';
import { SameOriginAuth } from 'imednet-rx';
import { provideImednet, withAuth, withFlowControl, withInterceptors, withTracing } from 'imednet-rx/angular';
import { appRoutes } from './app-routes';
import { SpanRecorder } from './data/span-recorder';
import { tellTime } from './data/tell-time';

/** What the application is made of. */
export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideRouter(
      appRoutes,
      // All views, while there is a network: a browser that has failed to load one does not try again.
      withPreloading(PreloadAllModules),
      // The shell says so.
      withRouterConfig({ resolveNavigationPromiseOnError: true }),
    ),
    provideImednet(
      { retries: 5, backoffFactor: 0.25 },
      // A browser must never hold the keys: the server that delivers this page adds them.
      withAuth(new SameOriginAuth()),
      withFlowControl({ concurrency: 6, circuitBreaker: { failures: 12, openFor: 5_000 } }),
      withInterceptors({ perAttempt: [tellTime] }),
      withTracing(() => ({ tracer: inject(SpanRecorder) })),
    ),
  ],
};
