import { Agent } from 'node:http';
import axios from 'axios';
import { readInOrder, recordsUrl } from './in-order.mjs';

export function connect(baseUrl, options) {
  const httpAgent = new Agent({ keepAlive: true, maxSockets: options.inFlight });
  return readInOrder(async (studyKey, page) => {
    const { data } = await axios.get(recordsUrl(baseUrl, studyKey), {
      httpAgent,
      params: { page, size: 500 },
    });
    return data;
  }, options);
}
