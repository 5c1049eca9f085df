import type { Attributes, Context, Meter, SpanKind, Tracer } from '@opentelemetry/api';
import { openTelemetry } from '../http/open-telemetry';
import { defaultLogger } from './default-logger';
import { isRegistered } from './is-registered';
import type { LogFields, Logger, LogLevel } from './logger';
import type { Measurements } from './measurements';
import { type Redact, redacted } from './redact';
import { RegisteredMeter } from './registered-meter';
import { registeredTracer } from './registered-tracer';
import { contextFields } from './request-fields';
import { safeLogger } from './safe-logger';
import { SafeSpan } from './safe-span';
import { safely } from './safely';
import { ROOT_CONTEXT } from './trace-context';

/** Where a client tells what it does. */
export interface TelemetryConfig {
  /** Where it writes lines; where `setDefaultLogger` says without it. */
  readonly logger?: Logger;
  /** What makes its spans; the tracer of OpenTelemetry's registered provider by default. */
  readonly tracer?: Tracer;
  /** What makes its metrics; the meter of OpenTelemetry's registered provider by default. */
  readonly meter?: Meter;
  /** Leaves facts out of lines, spans and metrics. */
  readonly redact?: Redact;
}

/**
 * The telemetry of one client: everything that it tells passes here, is redacted here, and can't throw.
 *
 * What is registered globally is looked up each time, so that it may come later than the client.
 */
export class Telemetry {
  readonly #config: TelemetryConfig;
  readonly #hasOwn: boolean;
  readonly #registered = new RegisteredMeter();
  #Measurements: typeof Measurements | undefined;
  #lines: { readonly of: Logger; readonly logger: Logger } | undefined;
  #measures: { readonly of: Meter; readonly measurements: Measurements | undefined } | undefined;

  constructor({ logger, tracer, meter, redact }: TelemetryConfig = {}) {
    this.#config = { logger, tracer, meter, redact };
    this.#hasOwn = [logger, tracer, meter].some((listener) => listener !== undefined);
  }

  /** Whether anybody may be listening; while nobody is, a call need not be told of. */
  get isOn(): boolean {
    return this.#hasOwn || defaultLogger() !== undefined || isRegistered();
  }

  /**
   * Writes a warning to the console where there is no logger, own or default, to write it.
   *
   * @param fields - called when it is written
   */
  warnWithoutLogger(message: string, fields: () => LogFields): void {
    if (this.#logger) return;
    safely(() => {
      // eslint-disable-next-line no-console -- without a logger nothing else would report it
      console.warn(`imednet-rx: ${message}`, redacted(fields(), this.#config.redact));
    });
  }

  /** Whether a line of this level would be written. */
  logs(level: LogLevel): boolean {
    return this.#logger?.isEnabled(level) ?? false;
  }

  /**
   * Writes a line.
   *
   * @param fields - called when the line is wanted
   */
  log(level: LogLevel, message: string, fields: () => LogFields): void {
    const logger = this.#logger;
    if (!logger?.isEnabled(level)) return;
    const facts = fields();
    // Here rather than in a logger, so that a redaction sees them.
    const belongs = facts.trace_id === undefined ? contextFields(activeContext()) : {};
    logger.log(level, message, { ...belongs, ...facts });
  }

  get #logger(): Logger | undefined {
    const logger = this.#config.logger ?? defaultLogger();
    if (!logger) return undefined;
    if (this.#lines?.of !== logger)
      this.#lines = { of: logger, logger: safeLogger(logger, this.#config.redact) };
    return this.#lines.logger;
  }

  /** Whether spans or metrics are wanted, or spans to be carried on, so that what does it has to be loaded. */
  get observes(): boolean {
    const { tracer, meter } = this.#config;
    const { trace, metrics, context, propagation } = openTelemetry() ?? {};
    return [tracer, meter, trace, metrics, context, propagation].some((listener) => listener !== undefined);
  }

  /** Says by what it measures, when that is loaded. */
  measureWith(measurements: typeof Measurements): void {
    this.#Measurements = measurements;
  }

  /** What measures; `undefined` while nobody listens, and before it is loaded. */
  get measurements(): Measurements | undefined {
    const Measurements = this.#Measurements;
    if (!Measurements || !this.isOn) return undefined;
    const meter = this.#config.meter ?? safely(() => this.#registered.current);
    if (!meter) return undefined;
    if (this.#measures?.of !== meter) {
      const measurements = safely(() => new Measurements(meter, this.#config.redact));
      this.#measures = { of: meter, measurements };
    }
    return this.#measures.measurements;
  }

  /**
   * Starts a span.
   *
   * @param attributes - called when there is somebody to listen
   * @returns `undefined` while nobody listens
   */
  startSpan(
    name: string,
    kind: SpanKind,
    attributes: () => Attributes,
    parent: Context,
  ): SafeSpan | undefined {
    return safely(() => {
      const { tracer = registeredTracer(), redact } = this.#config;
      if (!tracer) return undefined;
      const options = { kind, attributes: redacted(attributes(), redact) };
      return new SafeSpan(tracer.startSpan(name, options, parent), parent, redact);
    });
  }
}

/** The trace context of the code that runs now. */
export function activeContext(): Context {
  return safely(() => openTelemetry()?.context?.active()) ?? ROOT_CONTEXT;
}
