import type { Attributes, Counter, Histogram, Meter, UpDownCounter } from '@opentelemetry/api';
import { type Redact, redacted } from './redact';
import { safely } from './safely';

/** As the conventions ask for, in seconds. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
const seconds = { unit: 's', advice: { explicitBucketBoundaries: SECONDS } };

/**
 * What a client measures; nothing of it throws.
 *
 * @see {@link https://opentelemetry.io/docs/specs/semconv/http/http-metrics/ | HTTP metrics}
 */
export class Measurements {
  readonly #redact: Redact | undefined;
  readonly #duration: Histogram;
  readonly #active: UpDownCounter;
  readonly #retries: Counter;
  readonly #gateWait: Histogram;
  readonly #circuits: UpDownCounter;
  readonly #items: Counter;
  readonly #misfits: Counter;

  constructor(meter: Meter, redact?: Redact) {
    this.#redact = redact;
    this.#duration = meter.createHistogram('http.client.request.duration', {
      ...{ description: 'Duration of HTTP client requests.', ...seconds },
    });
    this.#active = meter.createUpDownCounter('http.client.active_requests', {
      ...{ description: 'Number of active HTTP requests.', unit: '{request}' },
    });
    this.#retries = meter.createCounter('imednet.client.retries', {
      ...{ description: 'Failed attempts that were sent again, or given up.', unit: '{attempt}' },
    });
    this.#gateWait = meter.createHistogram('imednet.client.gate.wait', {
      ...{ description: 'Time that attempts waited for their turn.', ...seconds },
    });
    this.#circuits = meter.createUpDownCounter('imednet.client.circuits', {
      ...{ description: 'Hosts whose circuit is open or half-open.', unit: '{circuit}' },
    });
    this.#items = meter.createCounter('imednet.client.items', {
      ...{ description: 'Items that lists have read.', unit: '{item}' },
    });
    this.#misfits = meter.createCounter('imednet.client.schema_drift', {
      ...{ description: 'Fields of items that were not as their schema says.', unit: '{field}' },
    });
  }

  /** @param attributes - of the request */
  attemptBegan(attributes: Attributes): void {
    safely(() => {
      this.#active.add(1, this.#of(attributes));
    });
  }

  /**
   * @param began - attributes that it began with
   * @param duration - in s
   * @param ended - how it ended; `undefined` when it was canceled, which has no duration of its own
   */
  attemptEnded(began: Attributes, duration: number, ended: Attributes | undefined): void {
    safely(() => {
      this.#active.add(-1, this.#of(began));
    });
    if (!ended) return;
    safely(() => {
      this.#duration.record(duration, this.#of({ ...began, ...ended }));
    });
  }

  retryDecided(attributes: Attributes): void {
    safely(() => {
      this.#retries.add(1, this.#of(attributes));
    });
  }

  /** @param wait - in s */
  admitted(wait: number): void {
    safely(() => {
      this.#gateWait.record(wait);
    });
  }

  circuitChanged(by: 1 | -1, attributes: Attributes): void {
    safely(() => {
      this.#circuits.add(by, this.#of(attributes));
    });
  }

  itemsRead(items: number, attributes: Attributes): void {
    safely(() => {
      this.#items.add(items, this.#of(attributes));
    });
  }

  /** @param fields - counted once for each item */
  fieldsDrifted(fields: number, attributes: Attributes): void {
    safely(() => {
      this.#misfits.add(fields, this.#of(attributes));
    });
  }

  #of(attributes: Attributes): Attributes {
    return redacted(attributes, this.#redact);
  }
}
