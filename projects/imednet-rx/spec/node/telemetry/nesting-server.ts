import { type LoopbackServer, loopbackServer, pageOf, sendJson } from '../loopback-server';

/**
 * A server with a list of seven items.
 *
 * @param failing - number of the request that it fails with a 503, counted from 1
 */
export function nestingServer(failing?: number): Promise<LoopbackServer> {
  return loopbackServer((response, request, number) => {
    if (number === failing) sendJson(response, 503, {});
    else sendJson(response, 200, request.method === 'GET' ? pageOf(request, 7) : {});
  });
}
