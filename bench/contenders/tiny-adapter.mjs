// The transport alone: the adapter that the pipeline ends in, called by hand.
import { nodeAdapter } from '../../dist/imednet-rx/fesm2022/imednet-rx-node.mjs';
import { readTiny } from './tiny.mjs';

const HEADERS = { accept: 'application/json', 'x-api-key': 'bench', 'x-imn-security-key': 'bench' };

export function connect(baseUrl, options) {
  const adapter = nodeAdapter({ maxSockets: 1 });
  const url = `${baseUrl}/api/v1/edc/studies?page=0&size=25`;
  return readTiny(async () => {
    const { data } = await adapter({ method: 'GET', url, headers: HEADERS });
    return JSON.parse(data);
  }, options);
}
