import { type Attributes, SpanKind, SpanStatusCode, type Tracer } from '@opentelemetry/api';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';

/** The spans of OpenTelemetry's own SDK, in memory. */
export class Observed {
  readonly #exporter = new InMemorySpanExporter();
  readonly provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(this.#exporter)] });
  readonly tracer: Tracer = this.provider.getTracer('specs');

  /** Ended spans, in the order in which they ended. */
  get spans(): readonly ReadableSpan[] {
    return this.#exporter.getFinishedSpans();
  }

  attributesOf(name: string): Attributes[] {
    return this.spans.filter((span) => span.name === name).map(({ attributes }) => attributes);
  }

  /** The ended spans as a tree: kind, name, status, and those of the attributes that are asked for. */
  tree(...names: string[]): string[] {
    const ids = new Set(this.spans.map((span) => span.spanContext().spanId));
    const isRoot = ({ parentSpanContext: parent }: ReadableSpan): boolean =>
      !parent || !ids.has(parent.spanId);
    const render = (span: ReadableSpan, depth: number): string[] => {
      const children = this.spans.filter(
        ({ parentSpanContext }) => parentSpanContext?.spanId === span.spanContext().spanId,
      );
      const facts = names
        .filter((name) => span.attributes[name] !== undefined)
        .map((name) => `${name.split('.').at(-1) ?? name}=${String(span.attributes[name])}`);
      const status = span.status.code === SpanStatusCode.ERROR ? 'ERROR' : 'unset';
      const line = [SpanKind[span.kind], span.name, status, ...facts].join(' ');
      return [
        '  '.repeat(depth) + line,
        ...[...children].sort(byStart).flatMap((child) => render(child, depth + 1)),
      ];
    };
    return [...this.spans.filter(isRoot)].sort(byStart).flatMap((span) => render(span, 0));
  }
}

function byStart(a: ReadableSpan, b: ReadableSpan): number {
  return a.startTime[0] - b.startTime[0] || a.startTime[1] - b.startTime[1];
}
