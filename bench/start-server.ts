import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { ServerReady } from './server';

/** A server process. */
export interface BenchServer extends ServerReady {
  stop(): void;
}

/**
 * Starts a server, and waits until all of its pages are rendered.
 *
 * @param records - records of the list
 * @param latency - time until an answer begins, in ms
 */
export function startServer(records: number, latency = 0): Promise<BenchServer> {
  const child = fork(join(import.meta.dirname, 'server.ts'), [String(records), String(latency)], {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, TSX_TSCONFIG_PATH: join(import.meta.dirname, '../tsconfig.sources.json') },
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`The bench server ended with ${String(code)}.`));
    });
    child.once('message', (ready) => {
      resolve({ ...(ready as ServerReady), stop: () => void child.kill() });
    });
  });
}
