import type { Attributes, Context, Span, SpanStatusCode } from '@opentelemetry/api';
import { type Redact, redacted } from './redact';
import { safely } from './safely';
import { withSpan } from './trace-context';

// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- the enum would load the API's package
const ERROR: SpanStatusCode.ERROR = 2;

/** A span that never throws, and of which only attributes are written: no event can carry a message. */
export class SafeSpan {
  /** The trace context for what happens within it. */
  readonly context: Context;
  readonly #span: Span;
  readonly #redact: Redact | undefined;

  constructor(span: Span, parent: Context, redact?: Redact) {
    this.#span = span;
    this.#redact = redact;
    this.context = withSpan(parent, span);
  }

  set(attributes: Attributes): void {
    safely(() => this.#span.setAttributes(redacted(attributes, this.#redact)));
  }

  /** Marks it as failed; the status has no description, since messages could be anybody's. */
  fail(attributes: Attributes): void {
    this.set(attributes);
    safely(() => this.#span.setStatus({ code: ERROR }));
  }

  end(): void {
    safely(() => {
      this.#span.end();
    });
  }
}
