import type { Telemetry } from '../observability/telemetry';
import type { FlowListener } from './flow-listener';

/** Writes a line when the server makes the client pause or slow down, and measures how long attempts wait. */
export function reportFlow(telemetry: Telemetry): FlowListener {
  return {
    admitted: (wait) => {
      if (wait > 0) telemetry.measurements?.admitted(wait / 1000);
    },
    paused: (delay) => {
      telemetry.log('warn', 'requests pause', () => ({ delay }));
    },
    resumed: () => {
      telemetry.log('info', 'requests go on', () => ({}));
    },
    rateLowered: (rate) => {
      telemetry.log('warn', 'rate is lowered', () => ({ rate }));
    },
  };
}
