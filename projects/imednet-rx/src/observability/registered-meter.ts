import type { Meter, MeterProvider } from '@opentelemetry/api';
import { openTelemetry } from '../http/open-telemetry';
import { SCOPE } from './scope';

/** The meter of the provider that the application registered; `undefined` while it has registered none. */
export class RegisteredMeter {
  #provider: MeterProvider | undefined;
  #meter: Meter | undefined;

  /** Meters belong to their provider, so it is looked up each time. */
  get current(): Meter | undefined {
    const provider = openTelemetry()?.metrics;
    if (provider !== this.#provider) {
      this.#meter = provider?.getMeter(SCOPE.name, SCOPE.version);
      this.#provider = provider;
    }
    return this.#meter;
  }
}
