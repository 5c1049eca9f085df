import { ApiKeyAuth } from '../auth/api-key-auth';
import type { AuthStrategy } from '../auth/auth-strategy';
import { SameOriginAuth } from '../auth/same-origin-auth';
import { ConfigurationError } from '../errors/client-error';
import { NUMBER_FORMATS, type NumberFormat } from '../http/number-format';
import { Telemetry } from '../observability/telemetry';
import { DefaultRetryPolicy } from '../policies/default-retry-policy';
import { VALIDATION_MODES, type ValidationMode } from '../pagination/requestor';
import { systemRandom } from '../policies/random';
import { requireNumber } from '../policies/require-number';
import type { RetryPolicy } from '../policies/retry-policy';
import { assertTimeout } from './assert-timeout';
import { type Environment, readEnvironment } from './environment';
import type { FlowControlConfig } from './flow-control-config';
import type { ImednetClientConfig } from './imednet-client-config';
import { normalizeBaseUrl, pageOrigin } from './normalize-base-url';

const DEFAULT_BASE_URL = 'https://edc.prod.imednetapi.com';
const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_MAX_RESPONSE_BYTES = 64 * 2 ** 20;

/** Settings after validation, with every default filled in; the keys live inside `auth` only. */
export interface ResolvedConfig {
  readonly baseUrl: string;
  readonly timeout: number;
  readonly timeoutTotal: number | undefined;
  readonly flowControl: FlowControlConfig;
  readonly retries: number;
  readonly backoffFactor: number;
  readonly maxRetryAfter: number;
  readonly maxResponseBytes: number;
  readonly retryPolicy: RetryPolicy;
  readonly auth: AuthStrategy;
  readonly allowedOrigins: readonly string[];
  readonly interceptors: Required<NonNullable<ImednetClientConfig['interceptors']>>;
  readonly adapter: ImednetClientConfig['adapter'];
  readonly random: () => number;
  readonly telemetry: Telemetry;
  readonly propagateTraceTo: readonly string[];
  readonly validate: ValidationMode;
  readonly numbers: NumberFormat;
}

/**
 * Validates a configuration and fills in the environment and the defaults.
 *
 * @throws ConfigurationError naming each setting that is missing or invalid
 */
export function resolveConfig(config: ImednetClientConfig): ResolvedConfig {
  const environment = readEnvironment();
  const auth = resolveAuth(config, environment);
  const { attempt, total } =
    typeof config.timeout === 'object' ? config.timeout : { attempt: config.timeout, total: undefined };
  const asTimeout = (timeout: number): number =>
    assertTimeout(timeout, (problem) => new ConfigurationError(problem));
  return {
    baseUrl: normalizeBaseUrl(config.baseUrl ?? environment.IMEDNET_BASE_URL ?? defaultBaseUrl(auth)),
    timeout: asTimeout(attempt ?? DEFAULT_TIMEOUT_MS),
    timeoutTotal: total === undefined ? undefined : asTimeout(total),
    flowControl: flowControlOf(config),
    retries: requireNumber('retries', config.retries ?? 3, { min: 0, whole: true }),
    backoffFactor: requireNumber('backoffFactor', config.backoffFactor ?? 1, { min: 0 }),
    maxRetryAfter: requireNumber('maxRetryAfter', config.maxRetryAfter ?? 60_000, { min: 0 }),
    maxResponseBytes: requireNumber(
      'maxResponseBytes',
      config.maxResponseBytes ?? DEFAULT_MAX_RESPONSE_BYTES,
      {
        ...{ min: 1, max: Infinity, whole: true },
      },
    ),
    retryPolicy: config.retryPolicy ?? new DefaultRetryPolicy(),
    auth,
    allowedOrigins: originsOf(config.allowedOrigins),
    interceptors: {
      perCall: config.interceptors?.perCall ?? [],
      perAttempt: config.interceptors?.perAttempt ?? [],
    },
    adapter: config.adapter,
    random: config.random ?? systemRandom,
    telemetry: new Telemetry(config),
    propagateTraceTo: originsOf(config.propagateTraceTo),
    validate: oneOf('validate', VALIDATION_MODES, config.validate ?? 'off'),
    numbers: oneOf('numbers', NUMBER_FORMATS, config.numbers ?? 'number'),
  };
}

function defaultBaseUrl(auth: AuthStrategy): string {
  const baseUrl = auth instanceof SameOriginAuth ? pageOrigin() : DEFAULT_BASE_URL;
  if (baseUrl !== undefined) return baseUrl;
  throw new ConfigurationError(
    'With SameOriginAuth where there is no page, set `baseUrl` to your own server.',
  );
}

function oneOf<T extends string>(name: string, values: readonly T[], value: T): T {
  if (values.includes(value)) return value;
  throw new ConfigurationError(`${name} must be one of ${values.join(', ')}.`);
}

function originsOf(addresses: readonly string[] = []): readonly string[] {
  return addresses.map((address) => new URL(normalizeBaseUrl(address)).origin);
}

function resolveAuth(config: ImednetClientConfig, environment: Environment): AuthStrategy {
  if (config.auth) {
    if (config.apiKey === undefined && config.securityKey === undefined) return config.auth;
    throw new ConfigurationError(
      'Both `auth` and keys are given. Pass either `auth`, or `apiKey` and `securityKey`.',
    );
  }
  const apiKey = config.apiKey ?? environment.IMEDNET_API_KEY ?? '';
  const securityKey = config.securityKey ?? environment.IMEDNET_SECURITY_KEY ?? '';
  const missing = [
    ...(isBlank(apiKey) ? ['apiKey (IMEDNET_API_KEY)'] : []),
    ...(isBlank(securityKey) ? ['securityKey (IMEDNET_SECURITY_KEY)'] : []),
  ];
  if (missing.length > 0) {
    throw new ConfigurationError(
      `Missing or blank: ${missing.join(' and ')}. Pass it as an argument, set the environment variable, or pass \`auth\`.`,
    );
  }
  return new ApiKeyAuth(apiKey, securityKey);
}

function isBlank(key: unknown): boolean {
  return typeof key !== 'string' || key.trim() === '';
}

/** The settings of flow control alone, so that no key travels with them. */
function flowControlOf({
  concurrency,
  rateLimit,
  adaptiveRate,
  retryBudget,
  circuitBreaker,
  share,
}: FlowControlConfig): FlowControlConfig {
  return { concurrency, rateLimit, adaptiveRate, retryBudget, circuitBreaker, share };
}
