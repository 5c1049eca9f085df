import { createImednet } from 'imednet-rx';
import { lastValueFrom, toArray } from 'rxjs';

const pagination = { currentPage: 0, size: 500, totalPages: 0, totalElements: 0 };

// Reads a list without items, of which the first request fails.
export async function readStudies() {
  const statuses = [503, 200];
  const adapter = async (config) => {
    const data = JSON.stringify({ data: [], pagination });
    return { status: statuses.shift(), statusText: '', headers: {}, data, config };
  };
  const imednet = createImednet({ apiKey: 'a', securityKey: 'b', backoffFactor: 0, adapter });
  await lastValueFrom(imednet.studies.list().pipe(toArray()));
  imednet.close();
}
