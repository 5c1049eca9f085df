import type { LoopbackServer } from '../loopback-server';
import type { TracedJob } from './traced-job';

/** What is left of a job in a process of its own, as JSON. */
export interface JobReport {
  readonly tree: readonly string[];
  readonly worked: readonly string[];
  /** The `traceparent` of each request. */
  readonly parents: readonly (string | undefined)[];
  /** The spans that they should name. */
  readonly innermost: readonly string[];
}

export function reportOf({ observed, worked }: TracedJob, { seen }: LoopbackServer): JobReport {
  const { spans } = observed;
  const isParent = new Set(spans.map(({ parentSpanContext: parent }) => parent?.spanId));
  const innermost = spans.map((span) => span.spanContext()).filter(({ spanId }) => !isParent.has(spanId));
  return {
    ...{ tree: observed.tree(), worked },
    parents: seen.map(({ headers }) => headers['traceparent'] as string | undefined),
    innermost: innermost.map(({ traceId, spanId }) => `00-${traceId}-${spanId}-01`),
  };
}
