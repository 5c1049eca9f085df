import type { RetryPolicy } from '../policies/retry-policy';
import { DISPOSE } from './dispose';
import type { ImednetClientConfig } from './imednet-client-config';
import { type ResolvedConfig, resolveConfig } from './resolve-config';

/** What all clients share: validated settings, the replaceable retry policy, and closing. */
export abstract class BaseClient {
  /** Address of the deployment, without trailing slash. */
  readonly baseUrl: string;
  /** Time limit of one attempt, in ms. */
  readonly timeout: number;
  /** Attempts after the first. */
  readonly retries: number;
  /** Multiplier of the exponential backoff, in seconds. */
  readonly backoffFactor: number;
  /** Decides what is sent again; a new one counts from the next failure on. */
  retryPolicy: RetryPolicy;

  readonly #settings: ResolvedConfig;

  /**
   * @param config - settings; what is left out comes from the environment, then from the defaults
   * @throws ConfigurationError naming each setting that is missing or invalid
   */
  constructor(config: ImednetClientConfig = {}) {
    this.#settings = resolveConfig(config);
    this.baseUrl = this.#settings.baseUrl;
    this.timeout = this.#settings.timeout;
    this.retries = this.#settings.retries;
    this.backoffFactor = this.#settings.backoffFactor;
    this.retryPolicy = this.#settings.retryPolicy;
  }

  /** All settings, for the pipeline of a subclass. */
  protected get settings(): ResolvedConfig {
    return this.#settings;
  }

  /** Aborts what is under way; each call from now on errors with a `ClientClosedError`. */
  abstract close(): void;

  /** {@link close}, for `using`. */
  [DISPOSE](): void {
    this.close();
  }
}
