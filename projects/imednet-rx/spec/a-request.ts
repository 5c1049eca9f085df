import type { ImednetRequest } from '../src/http/imednet-request';

/** A request as it travels through the pipeline, with what a spec is about. */
export function aRequest(about: Partial<ImednetRequest> = {}): ImednetRequest {
  return {
    method: 'GET',
    url: 'https://api.test/x',
    route: '/{segment}',
    params: {},
    headers: {},
    timeout: 1000,
    attempt: 1,
    ...about,
  };
}
