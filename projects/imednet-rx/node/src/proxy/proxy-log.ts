import { defaultLogger, type LogFields, type Logger, type LogLevel } from 'imednet-rx';
import { asyncScheduler } from 'rxjs';
import type { Refusal } from './refusal';

/**
 * Tells of one request: method, route and how it ended.
 *
 * Nothing else: study keys, queries and bodies are whatever a caller makes up.
 */
export class ProxyLog {
  readonly #logger: Logger | undefined;
  readonly #startedAt = asyncScheduler.now();
  #facts: LogFields = {};

  /** @param logger - the default logger without it */
  constructor(logger: Logger | undefined) {
    this.#logger = logger ?? defaultLogger();
  }

  /** Called once it is known to be a request of the API's own vocabulary. */
  concerns(method: string, route: string): void {
    this.#facts = { method, route };
  }

  /** The route with placeholders, once it is known. */
  get route(): string | undefined {
    return this.#facts.route;
  }

  answered(status: number): void {
    this.#write('debug', 'proxy answered', { status });
  }

  canceled(): void {
    this.#write('debug', 'proxy canceled', {});
  }

  refused({ status, code, detail }: Refusal): void {
    const message = status < 500 ? 'proxy refused' : 'proxy failed';
    this.#write('warn', message, { status, errorCode: detail ?? code });
  }

  #write(level: LogLevel, message: string, fields: LogFields): void {
    try {
      if (!this.#logger?.isEnabled(level)) return;
      const duration = asyncScheduler.now() - this.#startedAt;
      this.#logger.log(level, message, { ...this.#facts, ...fields, duration });
    } catch {
      // A line that can't be written is dropped: it must not break a request.
    }
  }
}
