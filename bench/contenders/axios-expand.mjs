import axios from 'axios';
import { concatMap, EMPTY, expand, from, map } from 'rxjs';
import { recordsUrl } from './in-order.mjs';

export function connect(baseUrl) {
  return (studyKey, onRecord) => {
    const fetchPage = (page) =>
      from(axios.get(recordsUrl(baseUrl, studyKey), { params: { page, size: 500 } })).pipe(
        map(({ data }) => ({ page, ...data })),
      );
    return fetchPage(0)
      .pipe(
        expand(({ page, pagination }) => (page + 1 < pagination.totalPages ? fetchPage(page + 1) : EMPTY)),
        concatMap(({ data }) => data),
      )
      .forEach(onRecord);
  };
}
