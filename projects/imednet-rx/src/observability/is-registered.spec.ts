import { context, metrics, propagation, trace } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider } from '@opentelemetry/sdk-trace-base';
import { StackContextManager } from '@opentelemetry/sdk-trace-web';
import { isRegistered } from './is-registered';

describe('isRegistered', () => {
  const REGISTRY = Symbol.for('opentelemetry.js.api.1');
  let before: unknown;

  beforeEach(() => {
    before = Reflect.get(globalThis, REGISTRY);
    Reflect.deleteProperty(globalThis, REGISTRY);
  });

  afterEach(() => {
    for (const api of [trace, metrics, context, propagation]) api.disable();
    Reflect.set(globalThis, REGISTRY, before);
  });

  it('does not see what is not there', () => {
    expect(isRegistered()).toBeFalse();
  });

  const registrations: readonly (readonly [string, () => boolean])[] = [
    ['a tracer provider', () => trace.setGlobalTracerProvider(new BasicTracerProvider())],
    ['a meter provider', () => metrics.setGlobalMeterProvider(new MeterProvider())],
    ['a context manager', () => context.setGlobalContextManager(new StackContextManager())],
    ['a propagator', () => propagation.setGlobalPropagator(new W3CTraceContextPropagator())],
  ];
  for (const [story, register] of registrations) {
    it(`sees ${story}, wherever the API keeps it by now`, () => {
      expect(register()).toBeTrue();
      expect(isRegistered()).toBeTrue();
    });
  }
});
