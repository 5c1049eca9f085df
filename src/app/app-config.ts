import { type ApplicationConfig, provideBrowserGlobalErrorListeners } from '@angular/core';
import { SameOriginAuth } from 'imednet-rx';
import { provideImednet } from 'imednet-rx/angular';

/** What the application is made of. */
export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    // A browser must never hold the keys: the server that delivers this page adds them.
    provideImednet(() => ({ auth: new SameOriginAuth() })),
  ],
};
