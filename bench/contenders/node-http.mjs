import { Agent, get } from 'node:http';

export function connect(baseUrl) {
  const agent = new Agent({ keepAlive: true });
  return async (studyKey, onRecord) => {
    let page = 0;
    let totalPages;
    do {
      const url = `${baseUrl}/api/v1/edc/studies/${studyKey}/records?page=${page}&size=500`;
      const { data, pagination } = await getJson(url, agent);
      for (const record of data) onRecord(record);
      ({ totalPages } = pagination);
    } while (++page < totalPages);
  };
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
