import axios from 'axios';

export function connect(baseUrl) {
  return async (studyKey, onRecord) => {
    let page = 0;
    let totalPages;
    do {
      const { data: body } = await axios.get(`${baseUrl}/api/v1/edc/studies/${studyKey}/records`, {
        params: { page, size: 500 },
      });
      for (const record of body.data) onRecord(record);
      ({ totalPages } = body.pagination);
    } while (++page < totalPages);
  };
}
