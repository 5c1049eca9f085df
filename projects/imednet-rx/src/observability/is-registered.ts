/** Where all copies of OpenTelemetry's API, 1.x, keep what an application registers. */
const REGISTRY = Symbol.for('opentelemetry.js.api.1');

/** Whether an application has registered anything with OpenTelemetry: one look, instead of one for each signal. */
export function isRegistered(): boolean {
  return Reflect.get(globalThis, REGISTRY) !== undefined;
}
