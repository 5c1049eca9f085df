// axios and axios-observable as they are, over the same adapter.
import axios from 'axios';
import { lastValueFrom } from 'rxjs';
import { createObservable } from '../../dist/imednet-rx/fesm2022/axios-observable.mjs';
import { nodeAdapter } from '../../dist/imednet-rx/fesm2022/imednet-rx-node.mjs';
import { readTiny } from './tiny.mjs';

const HEADERS = { accept: 'application/json', 'x-api-key': 'bench', 'x-imn-security-key': 'bench' };

export function connect(baseUrl, options) {
  const { get } = axios.create({
    adapter: options.nodeAdapter ? nodeAdapter({ maxSockets: 1 }) : 'http',
    maxRedirects: 0,
    validateStatus: () => true,
  });
  const url = `${baseUrl}/api/v1/edc/studies`;
  return readTiny(
    () => lastValueFrom(createObservable(get, url, { headers: HEADERS, params: { page: 0, size: 25 } })),
    options,
  );
}
