import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FakeImednet } from 'imednet-rx/testing';
import { ReplySource } from './reply-source';
import { simulatorApp } from './simulator-app';
import { resolveSimulatorOptions } from './simulator-options';
import type { SimulatorOptions } from './simulator-options';
import { SimulatorStats } from './stats';

/** A running simulator. */
export interface Simulator {
  /** Where it listens, without a trailing slash. */
  readonly url: string;
  /** The data behind it, to be changed while clients read. */
  readonly fake: FakeImednet;
  readonly stats: SimulatorStats;
  /** Stops at once; open connections are dropped. */
  close(): Promise<void>;
}

/**
 * Starts a fake iMednet server.
 *
 * @example
 * ```ts
 * const simulator = await startSimulator({ records: 100_000, faults: { '503': 0.05 } });
 * await fetch(`${simulator.url}/api/v1/edc/studies`);
 * await simulator.close();
 * ```
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const settings = resolveSimulatorOptions(options);
  const fake = new FakeImednet(options);
  const stats = new SimulatorStats(() => fake.posts);
  const server = createServer(simulatorApp(new ReplySource(fake, settings.cacheBodies), stats, settings));
  await listen(server, settings.port, settings.host);
  const { port } = server.address() as AddressInfo;
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  return { url: `http://${host}:${port}`, fake, stats, close: () => close(server) };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
