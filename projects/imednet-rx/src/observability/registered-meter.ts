import { createNoopMeter, type Meter, metrics, type MeterProvider } from '@opentelemetry/api';
import { SCOPE } from './scope';

/** The meter of the provider that the application registered; `undefined` while it has registered none. */
export class RegisteredMeter {
  #provider: MeterProvider | undefined;
  #meter: Meter | undefined;

  /** Unlike tracers, meters that are asked for too early never come to life, so the provider is looked up anew. */
  get current(): Meter | undefined {
    const provider = metrics.getMeterProvider();
    if (provider !== this.#provider) {
      const meter = provider.getMeter(SCOPE.name, SCOPE.version);
      this.#meter = meter === createNoopMeter() ? undefined : meter;
      this.#provider = provider;
    }
    return this.#meter;
  }
}
