import type { Attributes } from '@opentelemetry/api';
import type { CircuitState } from '../policies/circuit-breaker';
import type { Telemetry } from '../observability/telemetry';

/** Is told of each change of a host's circuit; must not throw. */
export type CircuitListener = (host: string, state: CircuitState, before: CircuitState) => void;

/** Writes a line when a host's circuit opens (`warn`), is probed or closes (`info`), and counts those not closed. */
export function reportCircuits(telemetry: Telemetry): CircuitListener {
  return (host, state, before) => {
    telemetry.log(state === 'open' ? 'warn' : 'info', `circuit is ${state}`, () => ({ host, state }));
    const count = (by: 1 | -1, counted: CircuitState): void => {
      if (counted === 'closed') return;
      telemetry.measurements?.circuitChanged(by, {
        ...serverOf(host),
        'imednet.circuit.state': counted,
      });
    };
    count(-1, before);
    count(1, state);
  };
}

function serverOf(host: string): Attributes {
  const [, address = host, port] = /^(.*?)(?::(\d+))?$/.exec(host) ?? [];
  return { 'server.address': address, ...(port === undefined ? {} : { 'server.port': Number(port) }) };
}
