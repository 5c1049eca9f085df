import { forwardRequest } from './forward-request.mjs';

const prefix = '/cacheable/';

// The simulator as a deployment whose responses browsers keep: a heuristic lifetime follows from an old date.
export function cacheableSimulator(simulatorUrl) {
  const forward = (incoming, outgoing, next) => {
    if (!incoming.url.startsWith(prefix)) return next();
    forwardRequest(incoming, outgoing, simulatorUrl + incoming.url.slice(prefix.length - 1), {}, [
      'Last-Modified',
      'Wed, 01 Jan 2020 00:00:00 GMT',
    ]);
  };
  return { 'middleware:cacheable': ['value', forward] };
}
