import { openTelemetry } from '../http/open-telemetry';

/** Whether an application has registered anything with OpenTelemetry: one look, instead of one for each signal. */
export function isRegistered(): boolean {
  return openTelemetry() !== undefined;
}
