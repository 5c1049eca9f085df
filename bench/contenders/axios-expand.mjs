import axios from 'axios';
import { concatMap, EMPTY, expand, from, map } from 'rxjs';

export function connect(baseUrl) {
  return (studyKey, onRecord) => {
    const url = `${baseUrl}/api/v1/edc/studies/${studyKey}/records`;
    const fetchPage = (page) =>
      from(axios.get(url, { params: { page, size: 500 } })).pipe(map(({ data }) => ({ page, ...data })));
    return fetchPage(0)
      .pipe(
        expand(({ page, pagination }) => (page + 1 < pagination.totalPages ? fetchPage(page + 1) : EMPTY)),
        concatMap(({ data }) => data),
      )
      .forEach(onRecord);
  };
}
