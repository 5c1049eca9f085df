import { context, metrics, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';

const SUCCESS = { code: 0 };
const done = () => Promise.resolve();

// Everything on, as an application in Node would set it up, up to where it would leave the process.
export function dropTelemetry(configureJsonLogging) {
  const dropped = { lines: 0, spans: 0, metrics: 0 };
  const exporter = (count) => ({
    export: (batch, onExported) => {
      count(batch);
      onExported(SUCCESS);
    },
    ...{ forceFlush: done, shutdown: done },
  });
  const spans = new BatchSpanProcessor(exporter(({ length }) => (dropped.spans += length)));
  const reader = new PeriodicExportingMetricReader({
    exporter: exporter(({ scopeMetrics }) => (dropped.metrics += scopeMetrics.length)),
  });
  configureJsonLogging({ level: 'debug', write: () => dropped.lines++ });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [spans] }));
  metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));

  return {
    // Part of the reading: what is exported later costs as well.
    async flush() {
      await spans.forceFlush();
      await reader.forceFlush();
      const silent = Object.keys(dropped).filter((signal) => dropped[signal] === 0);
      if (silent.length > 0) throw new Error(`Nothing was observed: ${silent.join(', ')}.`);
    },
  };
}
