import { type ApplicationConfig, inject, provideBrowserGlobalErrorListeners } from '@angular/core';
import { provideRouter } from '@angular/router';
import { SameOriginAuth } from 'imednet-rx';
import { provideImednet } from 'imednet-rx/angular';
import { appRoutes } from './app-routes';
import { ServerClock } from './data/server-clock';

/** What the application is made of. */
export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideRouter(appRoutes),
    provideImednet(() => ({
      // A browser must never hold the keys: the server that delivers this page adds them.
      auth: new SameOriginAuth(),
      retries: 5,
      backoffFactor: 0.25,
      concurrency: 6,
      circuitBreaker: { failures: 12, openFor: 5_000 },
      interceptors: { perAttempt: [inject(ServerClock).listen] },
    })),
  ],
};
