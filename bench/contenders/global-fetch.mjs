export function connect(baseUrl) {
  return async (studyKey, onRecord) => {
    let page = 0;
    let totalPages;
    do {
      const response = await fetch(`${baseUrl}/api/v1/edc/studies/${studyKey}/records?page=${page}&size=500`);
      const { data, pagination } = await response.json();
      for (const record of data) onRecord(record);
      ({ totalPages } = pagination);
    } while (++page < totalPages);
  };
}
