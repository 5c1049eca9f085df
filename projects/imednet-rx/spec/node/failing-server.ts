import { startSimulator } from '../../../simulator/src/start-simulator';
import { createImednet } from '../../src/client/imednet';

/** A server that fails at times, and a client that gets through to it all the same. */
export type FailingServer = Awaited<ReturnType<typeof startFailingServer>>;

/** @param options - of the simulator, beside its faults */
export async function startFailingServer(options: Parameters<typeof startSimulator>[0]) {
  const simulator = await startSimulator({
    ...{ retryAfter: 0, faults: { '503': 0.05, reset: 0.05, truncated: 0.05 } },
    ...options,
  });
  const imednet = createImednet({
    ...{ apiKey: 'a', securityKey: 'b', baseUrl: simulator.url, defaultStudyKey: 'DEMO' },
    ...{ retries: 10, backoffFactor: 0.001 },
  });
  const close = async (): Promise<void> => {
    imednet.close();
    await simulator.close();
  };
  return { ...{ fake: simulator.fake, imednet }, close };
}
