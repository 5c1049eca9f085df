// axios and axios-observable as they are, over the same adapter.
import { lastValueFrom } from 'rxjs';
import { Axios } from '../../dist/imednet-rx/fesm2022/axios-observable.mjs';
import { nodeAdapter } from '../../dist/imednet-rx/fesm2022/imednet-rx-node.mjs';
import { readTiny } from './tiny.mjs';

const HEADERS = { accept: 'application/json', 'x-api-key': 'bench', 'x-imn-security-key': 'bench' };

export function connect(baseUrl, options) {
  const axios = Axios.create({
    adapter: options.nodeAdapter ? nodeAdapter({ maxSockets: 1 }) : 'http',
    maxRedirects: 0,
    validateStatus: () => true,
  });
  const url = `${baseUrl}/api/v1/edc/studies`;
  return readTiny(
    () => lastValueFrom(axios.get(url, { headers: HEADERS, params: { page: 0, size: 25 } })),
    options,
  );
}
