import type { FakeImednet } from '../fake-imednet';
import type { FakeResponse } from '../fake-messages';

/** The parts of an answer that specs look at. */
export interface ListBody<T> {
  readonly metadata: { readonly status: string; readonly path: string; readonly error: object };
  readonly pagination: {
    readonly currentPage: number;
    readonly size: number;
    readonly totalPages: number;
    readonly totalElements: number;
    readonly sort: readonly { readonly property: string; readonly direction: string }[];
  };
  readonly data: readonly T[];
}

type Query = string | Record<string, string>;

export function get(fake: FakeImednet, path: string, query: Query = {}): FakeResponse {
  return fake.handle({
    method: 'GET',
    path: `/api/v1/edc${path}`,
    query: new URLSearchParams(query),
    headers: {},
  });
}

export function list<T>(fake: FakeImednet, path: string, query: Query = {}): ListBody<T> {
  const response = get(fake, path, query);
  if (response.status !== 200) throw new Error(`${path}: ${JSON.stringify(response.body)}`);
  return response.body as ListBody<T>;
}

/** All rows of a list of the study DEMO, page by page. */
export function all<T>(fake: FakeImednet, name: string, query: Record<string, string> = {}): T[] {
  const rows: T[] = [];
  for (let page = 0; ; page++) {
    const path = `/studies/DEMO/${name}`;
    const { data, pagination } = list<T>(fake, path, { ...query, page: String(page), size: '500' });
    rows.push(...data);
    if (page + 1 >= pagination.totalPages) return rows;
  }
}

export function post(fake: FakeImednet, body: unknown, studyKey = 'DEMO'): FakeResponse {
  return fake.handle({
    method: 'POST',
    path: `/api/v1/edc/studies/${studyKey}/records`,
    query: new URLSearchParams(),
    headers: {},
    body,
  });
}
