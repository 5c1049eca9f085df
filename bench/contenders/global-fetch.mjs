import { readInOrder, recordsUrl } from './in-order.mjs';

export function connect(baseUrl, options) {
  return readInOrder(async (studyKey, page) => {
    const response = await fetch(`${recordsUrl(baseUrl, studyKey)}?page=${page}&size=500`);
    return response.json();
  }, options);
}
