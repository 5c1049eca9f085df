import { lastValueFrom } from 'rxjs';
import { ImednetClient } from '../../dist/imednet-rx/fesm2022/imednet-rx.mjs';
import { nodeAdapter } from '../../dist/imednet-rx/fesm2022/imednet-rx-node.mjs';
import { readTiny } from './tiny.mjs';

export function connect(baseUrl, options) {
  const adapter = options.nodeAdapter ? nodeAdapter({ maxSockets: 1 }) : undefined;
  const client = new ImednetClient({ apiKey: 'bench', securityKey: 'bench', baseUrl, adapter });
  return readTiny(() => lastValueFrom(client.get('/api/v1/edc/studies', { page: 0, size: 25 })), options);
}
