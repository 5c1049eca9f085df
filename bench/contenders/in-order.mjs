// Reads page 0 alone, since nobody knows before it how many follow, then as many at a time as told, in order.
export function readInOrder(fetchPage, { inFlight = 1 } = {}) {
  return async (studyKey, onRecord) => {
    const { data, pagination } = await fetchPage(studyKey, 0);
    for (const record of data) onRecord(record);
    const underWay = [];
    let next = 1;
    const start = () => {
      if (next < pagination.totalPages) underWay.push(fetchPage(studyKey, next++));
    };
    for (let i = 0; i < inFlight; i++) start();
    while (underWay.length > 0) {
      const page = await underWay.shift();
      start();
      for (const record of page.data) onRecord(record);
    }
  };
}

export const recordsUrl = (baseUrl, studyKey) => `${baseUrl}/api/v1/edc/studies/${studyKey}/records`;
