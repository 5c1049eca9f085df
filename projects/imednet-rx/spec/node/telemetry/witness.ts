import { diag, type DiagLogger, DiagLogLevel, type Meter, type Tracer } from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import type { Logger } from '../../../src/observability/logger';
import { Observed } from '../../observed';
import { CapturedOutput } from './captured-output';
import { textsOf } from './texts-of';

/** Everything that a client can tell: lines of all levels, spans, metrics, errors, and what the process writes. */
export class Witness {
  readonly #spans = new Observed();
  readonly #metrics = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  readonly #meters = new MeterProvider({
    readers: [
      new PeriodicExportingMetricReader({ exporter: this.#metrics, exportIntervalMillis: 3_600_000 }),
    ],
  });
  readonly #output = new CapturedOutput();
  readonly #lines: string[] = [];
  readonly #texts: string[] = [];

  readonly tracer: Tracer = this.#spans.tracer;
  readonly meter: Meter = this.#meters.getMeter('specs');
  readonly logger: Logger = {
    isEnabled: () => true,
    log: (...line) => this.#lines.push(JSON.stringify(line)),
  };

  constructor() {
    const tell = (...words: unknown[]): void => void this.#texts.push(...words.map(String));
    const logger: DiagLogger = { verbose: tell, debug: tell, info: tell, warn: tell, error: tell };
    diag.setLogger(logger, { logLevel: DiagLogLevel.ALL, suppressOverrideMessage: true });
  }

  /** Hears of an error, in all forms that it can be written in. */
  hear(error: unknown): void {
    this.#texts.push(...textsOf(error));
  }

  /** What was told so far. */
  async told(): Promise<Readonly<Record<'lines' | 'spans' | 'points' | 'texts', readonly string[]>>> {
    return {
      lines: [...this.#lines],
      spans: this.#spans.spans.map(textOfSpan),
      points: await this.#points(),
      texts: [...this.#texts, this.#output.text],
    };
  }

  /** Lets the process write again, and forgets about all. */
  async close(): Promise<void> {
    this.#output.release();
    diag.disable();
    await this.#meters.shutdown();
  }

  async #points(): Promise<string[]> {
    this.#metrics.reset();
    await this.#meters.forceFlush();
    return this.#metrics
      .getMetrics()
      .flatMap(({ resource, scopeMetrics }) =>
        scopeMetrics.flatMap(({ scope, metrics }) =>
          metrics.flatMap(({ descriptor, dataPoints }) =>
            dataPoints.map(({ attributes, value }) =>
              JSON.stringify({ resource: resource.attributes, scope, descriptor, attributes, value }),
            ),
          ),
        ),
      );
  }
}

/** All of a span but its ids and times. */
function textOfSpan({ name, kind, attributes, events, links, status, ...of }: ReadableSpan): string {
  const { instrumentationScope: scope, resource } = of;
  const told = events.map((event) => [event.name, event.attributes]);
  const linked = links.map((link) => link.attributes);
  return JSON.stringify({
    name,
    kind,
    attributes,
    told,
    linked,
    status,
    scope,
    resource: resource.attributes,
  });
}
