// The library's sources as the bench has bundled them, so that it can be had without its instrumentation too.
export async function connect(baseUrl, { bundles, bundle, observed, list }) {
  const { createImednet, nodeAdapter } = await import(`${bundles}/${bundle}.mjs`);
  const telemetry = observed ? await dropping(bundles) : undefined;
  const adapter = nodeAdapter({ maxSockets: 1 });
  const imednet = createImednet({ apiKey: 'bench', securityKey: 'bench', baseUrl, adapter });
  return async (studyKey, onRecord) => {
    await imednet.records.list({ studyKey, pageSize: 500, ...list }).forEach(onRecord);
    await telemetry?.flush();
  };
}

// Loaded only where it is used, so that the others do not pay for it.
async function dropping(bundles) {
  const { configureJsonLogging } = await import(`${bundles}/logging.mjs`);
  const { dropTelemetry } = await import('./drop-telemetry.mjs');
  return dropTelemetry(configureJsonLogging);
}
