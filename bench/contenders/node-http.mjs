import { Agent, get } from 'node:http';
import { readInOrder, recordsUrl } from './in-order.mjs';

export function connect(baseUrl, options) {
  const agent = new Agent({ keepAlive: true, maxSockets: options.inFlight });
  return readInOrder(
    (studyKey, page) => getJson(`${recordsUrl(baseUrl, studyKey)}?page=${page}&size=500`, agent),
    options,
  );
}

function getJson(url, agent) {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString())));
    }).on('error', reject);
  });
}
