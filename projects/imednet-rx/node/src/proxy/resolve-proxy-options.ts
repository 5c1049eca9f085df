import type { IncomingMessage } from 'node:http';
import {
  ApiKeyAuth,
  type AuthStrategy,
  ConfigurationError,
  ImednetClient,
  type Logger,
  SameOriginAuth,
} from 'imednet-rx';
import { callerNetwork } from './caller-network';
import type { ImednetProxyOptions } from './imednet-proxy-options';
import { isPathKey } from './path-key';
import { LimiterGate, type ProxyLimiter, type ProxyRateLimit } from './proxy-limiter';
import { isProxyRoute, PROXY_ROUTES, type ProxyRoute } from './proxy-route';
import type { BodyLimits } from './read-body';
import type { QueryParameters } from './read-query';
import type { RoutePolicy } from './route-policy';
import type { Upstream } from './send-upstream';
import { upstreamAgents } from './upstream-agents';

/** Settings after validation, with every default filled in. */
export interface ProxySettings<Incoming extends IncomingMessage> extends BodyLimits {
  readonly policy: RoutePolicy;
  readonly auth: AuthStrategy;
  readonly upstream: Upstream;
  readonly authorize: ImednetProxyOptions<Incoming>['authorize'];
  readonly decideStudy:
    Extract<ImednetProxyOptions<Incoming>['studies'], (...args: never) => unknown> | undefined;
  readonly callerKey: NonNullable<ImednetProxyOptions<Incoming>['callerKey']>;
  readonly perCaller: LimiterGate | undefined;
  readonly total: LimiterGate | undefined;
  readonly timeout: number;
  readonly logger: Logger | undefined;
}

/** The settings that do not depend on what kind of requests the framework makes. */
type PlainOptions = Omit<ImednetProxyOptions, 'authorize' | 'studies' | 'callerKey'>;

const LONGEST_TIMER_MS = 2 ** 31 - 1;
const SPAN = 10_000;

/** @throws ConfigurationError naming the setting that is missing or invalid */
export function resolveProxyOptions<Incoming extends IncomingMessage>(
  options: ImednetProxyOptions<Incoming>,
): ProxySettings<Incoming> {
  const { authorize, studies, callerKey, rateLimit, logger } = options;
  if (typeof authorize !== 'function') {
    throw new ConfigurationError(
      '`authorize` is missing: whoever reaches the proxy would read patient data. Pass a function that says who may.',
    );
  }
  return {
    authorize,
    decideStudy: typeof studies === 'function' ? studies : undefined,
    callerKey: callerKey ?? (({ incoming }) => callerNetwork(incoming.socket.remoteAddress)),
    policy: policyOf(options, studies),
    ...apiOf(options),
    perCaller: gateOf('rateLimit.perCaller', rateLimit?.perCaller, { requests: 100, per: SPAN }),
    total: gateOf('rateLimit.total', rateLimit?.total, { requests: 500, per: SPAN }),
    maxBodyBytes: whole('maxBodyBytes', options.maxBodyBytes ?? 2 ** 20, Number.MAX_SAFE_INTEGER),
    bodyTimeout: whole('bodyTimeout', options.bodyTimeout ?? 10_000, LONGEST_TIMER_MS),
    timeout: whole('timeout', options.timeout ?? 60_000, LONGEST_TIMER_MS),
    logger,
  };
}

/** Keys and address mean what they mean to a client, so a client reads them. */
function apiOf(options: PlainOptions): { readonly auth: AuthStrategy; readonly upstream: Upstream } {
  const { apiKey, securityKey, auth, baseUrl, tls } = options;
  if (auth instanceof SameOriginAuth) {
    throw new ConfigurationError(
      'SameOriginAuth has no keys to add. It is for the browser; pass the keys here.',
    );
  }
  const client = new ImednetClient({ apiKey, securityKey, auth, baseUrl });
  const address = new URL(client.baseUrl);
  client.close();
  return {
    auth: auth ?? keysOf(apiKey, securityKey),
    upstream: {
      baseUrl: address,
      agents: upstreamAgents(address, options),
      secure: tls?.rejectUnauthorized ?? true,
    },
  };
}

function keysOf(apiKey?: string, securityKey?: string): AuthStrategy {
  const { IMEDNET_API_KEY = '', IMEDNET_SECURITY_KEY = '' } = process.env;
  return new ApiKeyAuth(apiKey ?? IMEDNET_API_KEY, securityKey ?? IMEDNET_SECURITY_KEY);
}

function policyOf(
  { mountPath = '', routes, readOnly, queryParameters }: PlainOptions,
  studies: unknown,
): RoutePolicy {
  if (routes && !routes.every(isProxyRoute)) {
    throw new ConfigurationError(`\`routes\` has an unknown name. There are: ${PROXY_ROUTES.join(', ')}.`);
  }
  return {
    mountPath: mountOf(mountPath),
    routes: new Set(routes ?? routesFor(studies)),
    readOnly: readOnly !== false,
    ...(queryParameters === undefined ? {} : { queryParameters: parametersOf(queryParameters) }),
    ...(studies === undefined || typeof studies === 'function' ? {} : { studyKeys: studyKeysOf(studies) }),
  };
}

function parametersOf(names: unknown): QueryParameters {
  const isName = (name: unknown): name is string => typeof name === 'string';
  if (names === 'any' || (Array.isArray(names) && names.every(isName))) return names;
  throw new ConfigurationError("`queryParameters` must be a list of names, or 'any'.");
}

function mountOf(mountPath: string): string {
  const mount = mountPath.replace(/\/+$/, '');
  if (/^(\/[\w.~-]*[\w~-])*$/.test(mount)) return mount;
  throw new ConfigurationError('`mountPath` must be a plain path, e.g. "/edc".');
}

function routesFor(studies: unknown): readonly ProxyRoute[] {
  return PROXY_ROUTES.filter((route) => studies === undefined || route !== 'studies');
}

function studyKeysOf(keys: unknown): ReadonlySet<string> {
  if (Array.isArray(keys) && keys.length > 0 && keys.every(isPathKey)) return new Set(keys);
  throw new ConfigurationError(
    '`studies` must be a function, or a list of at least one study key, each fit to stand in a path.',
  );
}

function gateOf(
  name: string,
  limit: ProxyRateLimit | ProxyLimiter | false | undefined,
  fallback: ProxyRateLimit,
): LimiterGate | undefined {
  if (limit === false) return undefined;
  const setting = limit ?? fallback;
  if (typeof setting !== 'object') throw new ConfigurationError(`\`${name}\` must be a limit or false.`);
  if (!('consume' in setting)) {
    whole(`${name}.requests`, setting.requests, Number.MAX_SAFE_INTEGER);
    whole(`${name}.per`, setting.per, LONGEST_TIMER_MS);
  }
  return new LimiterGate(setting);
}

function whole(name: string, value: unknown, max: number): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 && value <= max) return value;
  throw new ConfigurationError(`\`${name}\` must be a whole number from 1 to ${String(max)}.`);
}
