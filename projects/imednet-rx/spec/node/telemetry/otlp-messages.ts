/**
 * What these specs read of OTLP's messages.
 *
 * @see {@link https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding | OTLP, JSON encoding}
 */
export interface OtlpValue {
  readonly key: string;
  /** The value under the name of its type, e.g. `stringValue`. */
  readonly value: Readonly<Record<string, unknown>>;
}

interface Attributed {
  readonly attributes: readonly OtlpValue[];
}

interface Scope {
  readonly name: string;
  readonly version: string;
}

export interface OtlpSpan extends Attributed {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  /** 1 for internal, 3 for client. */
  readonly kind: number;
  readonly events: readonly unknown[];
  readonly status: { readonly code: number; readonly message?: string };
}

export interface OtlpTraces {
  readonly resourceSpans: readonly {
    readonly resource: Attributed;
    readonly scopeSpans: readonly { readonly scope: Scope; readonly spans: readonly OtlpSpan[] }[];
  }[];
}

interface Points {
  readonly dataPoints: readonly Attributed[];
}

export interface OtlpMetric {
  readonly name: string;
  readonly unit: string;
  readonly sum?: Points;
  readonly histogram?: Points;
}

export interface OtlpMetrics {
  readonly resourceMetrics: readonly {
    readonly resource: Attributed;
    readonly scopeMetrics: readonly { readonly scope: Scope; readonly metrics: readonly OtlpMetric[] }[];
  }[];
}
