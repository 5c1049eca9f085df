import { type BenchServer, startServer } from './start-server';

/** Starts each server when it is first needed, and stops all of them together. */
export class ServerPool {
  readonly #servers = new Map<string, Promise<BenchServer>>();

  readonly of = (records: number, latency: number): Promise<BenchServer> => {
    const key = `${records}/${latency}`;
    const server = this.#servers.get(key) ?? startServer(records, latency);
    this.#servers.set(key, server);
    return server;
  };

  stop(): void {
    for (const server of this.#servers.values()) void server.then((started) => started.stop());
  }
}
