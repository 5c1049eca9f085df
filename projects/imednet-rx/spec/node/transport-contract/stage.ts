import { ImednetClient } from '../../../src/client/imednet-client';
import type { ImednetClientConfig } from '../../../src/client/imednet-client-config';
import { type LoopbackServer, loopbackServer, type Script } from '../loopback-server';

/** Gives the adapter under test, once per client. */
export type AdapterUnderTest = () => ImednetClientConfig['adapter'];

/** Declares a spec, or reports it as pending where the adapter is known to fall short. */
export type Row = (story: string, body: () => Promise<void>) => void;

export const CANARY = 'canary-key-81c07e';

/** A client that sends each request once, in a hurry. */
export function clientOf(
  adapter: AdapterUnderTest,
  baseUrl: string,
  config: ImednetClientConfig = {},
): ImednetClient {
  const chosen = adapter();
  return new ImednetClient({
    apiKey: CANARY,
    securityKey: CANARY,
    baseUrl,
    retries: 0,
    timeout: 5_000,
    ...(chosen === undefined ? {} : { adapter: chosen }),
    ...config,
  });
}

/** Runs a story between a client and a scripted server. */
export async function staged(
  adapter: AdapterUnderTest,
  script: Script,
  story: (client: ImednetClient, server: LoopbackServer) => Promise<void>,
  config: ImednetClientConfig = {},
): Promise<void> {
  const server = await loopbackServer(script);
  const client = clientOf(adapter, server.url, config);
  try {
    await story(client, server);
  } finally {
    client.close();
    await server.close();
  }
}

/** All text that can be reached from a value through own properties, enumerable or not. */
export function reachableText(value: unknown, seen = new Set<unknown>()): string {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return String(value);
  if (seen.has(value)) return '';
  seen.add(value);
  return Reflect.ownKeys(value)
    .map((key) => `${String(key)}=${reachableText(Reflect.get(value, key), seen)}`)
    .join('\n');
}

export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
