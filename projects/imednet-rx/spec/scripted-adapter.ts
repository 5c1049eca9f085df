import type { AxiosAdapter, AxiosResponse } from 'axios';

/** What an adapter does about one request: a status, a body, or never an answer. */
export type Answer = number | 'page' | 'never';

/** A list of five items in pages of two, answered as told, then page by page. */
export function scriptedAdapter(...script: Answer[]): AxiosAdapter {
  const left = [...script];
  return (config) => {
    const answer = left.shift() ?? 'page';
    if (answer === 'never') return new Promise(() => undefined);
    const page = Number(new URL(config.url ?? '').searchParams.get('page') ?? 0);
    const items = [0, 1].map((index) => ({ recordId: page * 2 + index + 1 })).slice(0, page === 2 ? 1 : 2);
    const body = { data: items, pagination: { currentPage: page, size: 2, totalPages: 3, totalElements: 5 } };
    return Promise.resolve<AxiosResponse>({
      ...{ status: answer === 'page' ? 200 : answer, statusText: '', headers: {} },
      ...{ data: JSON.stringify(answer === 'page' ? body : {}), config, request: undefined },
    });
  };
}
