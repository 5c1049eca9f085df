import { ApiKeyAuth } from '../auth/api-key-auth';
import type { AuthStrategy } from '../auth/auth-strategy';
import type { Telemetry } from '../observability/telemetry';

declare const ngDevMode: unknown;

/** What is asked of a browser. */
export interface Browser {
  /** Address of the page or worker; `undefined` outside of browsers. */
  readonly location: Pick<URL, 'protocol' | 'hostname'> | undefined;
  /** Shows a warning to the developer; `undefined` in production builds. */
  readonly warn: ((message: string) => void) | undefined;
}

const MESSAGE =
  'API keys are used in a browser, where everybody who opens the page can read them. Pass ' +
  '`auth: new SameOriginAuth()`, and let a proxy on the page’s own origin add the keys.';

/** Tells that keys are where everybody can read them, once for each client. */
export function warnOfExposedKeys(
  auth: AuthStrategy,
  telemetry: Pick<Telemetry, 'log'>,
  { location, warn }: Browser = thisBrowser(),
): void {
  if (!(auth instanceof ApiKeyAuth) || !isPublic(location)) return;
  telemetry.log('warn', MESSAGE, () => ({}));
  warn?.(`imednet-rx: ${MESSAGE}`);
}

/** Whether others than the developer can open the page. */
function isPublic(location: Browser['location']): boolean {
  if (!location || !/^https?:$/.test(location.protocol)) return false;
  return !/^(([^.]+\.)*localhost|127(\.\d+){3}|\[::1\])$/.test(location.hostname);
}

function thisBrowser(): Browser {
  const { location } = globalThis as { location?: Browser['location'] };
  // Build tools of Angular put `false` in the place of `ngDevMode`; elsewhere there is no production mode to know of.
  const isProduction = typeof ngDevMode !== 'undefined' && ngDevMode === false;
  return {
    location,
    warn: isProduction
      ? undefined
      : (message): void => {
          // eslint-disable-next-line no-console -- whoever forgot the proxy is likely to have no logger either
          console.warn(message);
        },
  };
}
