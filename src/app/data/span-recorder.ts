import { DOCUMENT, inject, Injectable, signal } from '@angular/core';
import {
  type Attributes,
  type Context,
  context,
  type Span,
  SpanKind,
  type SpanOptions,
  type SpanStatus,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Tracer,
} from '@opentelemetry/api';

/** What one operation or one attempt was, in the client's own words: routes and codes, nothing of a patient. */
export interface RecordedSpan {
  readonly id: string;
  /** Span that it belongs to; absent for the outermost. */
  readonly parentId?: string;
  readonly name: string;
  readonly isAttempt: boolean;
  /** ms since the page was opened. */
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly failed: boolean;
  readonly attributes: Attributes;
}

/** What happened since the page was opened. */
export interface SpanCounts {
  readonly attempts: number;
  readonly retries: number;
  readonly failures: number;
  /** Answers that were not waited for. */
  readonly canceled: number;
}

const KEPT = 400;

/** Keeps the client's last spans in memory, to be looked at; no other part of OpenTelemetry is needed. */
@Injectable({ providedIn: 'root' })
export class SpanRecorder implements Tracer {
  readonly #clock = inject(DOCUMENT).defaultView?.performance;
  readonly #spans = signal<readonly RecordedSpan[]>([]);
  readonly #counts = signal<SpanCounts>({ attempts: 0, retries: 0, failures: 0, canceled: 0 });
  #number = 0;

  /** In the order of their beginning. */
  readonly spans = this.#spans.asReadonly();
  readonly counts = this.#counts.asReadonly();

  now(): number {
    return this.#clock?.now() ?? 0;
  }

  startSpan(name: string, options: SpanOptions = {}, parent: Context = context.active()): Span {
    const id = (++this.#number).toString(16).padStart(16, '0');
    const above = trace.getSpanContext(parent);
    const recorded: RecordedSpan = {
      id,
      ...(above ? { parentId: above.spanId } : {}),
      name,
      isAttempt: options.kind === SpanKind.CLIENT,
      startedAt: this.now(),
      endedAt: null,
      failed: false,
      attributes: { ...options.attributes },
    };
    this.#spans.update((spans) => [...spans.slice(1 - KEPT), recorded]);
    return new LiveSpan(above?.traceId ?? id.padStart(32, '0'), recorded, (changes) => {
      this.#replace({ ...recorded, ...changes, endedAt: this.now() });
    });
  }

  /** The client has no use for it. */
  startActiveSpan<F extends (span: Span) => ReturnType<F>>(
    name: string,
    ...rest: readonly unknown[]
  ): ReturnType<F> {
    return (rest.at(-1) as F)(this.startSpan(name));
  }

  #replace(next: RecordedSpan): void {
    this.#spans.update((spans) => spans.map((span) => (span.id === next.id ? next : span)));
    if (!next.isAttempt || next.endedAt === null) return;
    const isRetry = Number(next.attributes['http.request.resend_count'] ?? 0) > 0;
    const isCanceled = !next.failed && next.attributes['http.response.status_code'] === undefined;
    this.#counts.update(({ attempts, retries, failures, canceled }) => ({
      attempts: attempts + 1,
      retries: retries + (isRetry ? 1 : 0),
      failures: failures + (next.failed ? 1 : 0),
      canceled: canceled + (isCanceled ? 1 : 0),
    }));
  }
}

/** A span under way; what is told of it is kept when it ends. */
class LiveSpan implements Span {
  readonly #id: string;
  readonly #traceId: string;
  readonly #ended: (facts: Pick<RecordedSpan, 'attributes' | 'failed'>) => void;
  readonly #attributes: Attributes;
  #failed = false;
  #isOver = false;

  constructor(
    traceId: string,
    { id, attributes }: RecordedSpan,
    ended: (facts: Pick<RecordedSpan, 'attributes' | 'failed'>) => void,
  ) {
    this.#id = id;
    this.#traceId = traceId;
    this.#ended = ended;
    this.#attributes = { ...attributes };
  }

  spanContext() {
    return { spanId: this.#id, traceId: this.#traceId, traceFlags: TraceFlags.SAMPLED };
  }

  setAttribute(key: string, value: Attributes[string]): this {
    this.#attributes[key] = value;
    return this;
  }

  setAttributes(attributes: Attributes): this {
    Object.assign(this.#attributes, attributes);
    return this;
  }

  setStatus({ code }: SpanStatus): this {
    this.#failed = code === SpanStatusCode.ERROR;
    return this;
  }

  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#ended({ attributes: this.#attributes, failed: this.#failed });
  }

  isRecording(): boolean {
    return !this.#isOver;
  }

  // Events, links and other names could hold anything, so none is kept.
  addEvent(): this {
    return this;
  }

  addLink(): this {
    return this;
  }

  addLinks(): this {
    return this;
  }

  updateName(): this {
    return this;
  }

  recordException(): void {
    return;
  }
}
