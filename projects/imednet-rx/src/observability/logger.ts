/** Severity of a line, the least first. */
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';

/**
 * The facts of a line, each under a name of this list: what is not in it can't be logged, so that no key, no
 * value of a query and nothing of a body ever is.
 */
export interface LogFields {
  /** What is done, e.g. `records.list`. */
  readonly operation?: string;
  readonly studyKey?: string;
  /** HTTP method. */
  readonly method?: string;
  /** Path with placeholders instead of keys. */
  readonly route?: string;
  /** Number of the attempt, 1 for the first. */
  readonly attempt?: number;
  /** HTTP status. */
  readonly status?: number;
  /** Time that it took, in ms. */
  readonly duration?: number;
  /** Size of the answer's body after decompression, in bytes. */
  readonly bytes?: number;
  /** Time until the next attempt, in ms. */
  readonly delay?: number;
  /** Host, with its port where it has one. */
  readonly host?: string;
  /** State of the host's circuit. */
  readonly state?: 'closed' | 'open' | 'half-open';
  /** Attempts per second that may start. */
  readonly rate?: number;
  /** Number of the page at which a change of the list was noticed. */
  readonly page?: number;
  /** Items of the page that had been given before. */
  readonly repeated?: number;
  /** Whether items may have been passed over. */
  readonly mayMiss?: boolean;
  /** Name of the list whose items do not fit their schema. */
  readonly resource?: string;
  /** Path of the field that does not fit. */
  readonly field?: string;
  /** What is wrong with it. */
  readonly kind?: 'unknown' | 'missing' | 'type';
  /** Items of the page of which that holds. */
  readonly count?: number;
  /** Why there is no further attempt. */
  readonly reason?: 'retries' | 'policy' | 'deadline' | 'budget';
  /** Name of the error, e.g. `ServerError`. */
  readonly errorType?: string;
  /** Code of the error, e.g. `ECONNRESET` or the vendor's `1000`. */
  readonly errorCode?: string;
  /** Trace that the line belongs to, 32 hexadecimal digits. */
  readonly trace_id?: string;
  /** Span that the line belongs to, 16 hexadecimal digits. */
  readonly span_id?: string;
}

/**
 * Where a client writes what it does; bring the one of your application.
 *
 * @example
 * ```ts
 * const logger: Logger = {
 *   isEnabled: (level) => pino.isLevelEnabled(level),
 *   log: (level, message, fields) => pino[level](fields, message),
 * };
 * const client = new ImednetClient({ apiKey, securityKey, logger });
 * ```
 */
export interface Logger {
  /** Whether a line of this level would be written; asked before its facts are gathered. */
  isEnabled(level: LogLevel): boolean;
  /** Writes a line; what it throws is dropped, since a log must never break a request. */
  log(level: LogLevel, message: string, fields: LogFields): void;
}
