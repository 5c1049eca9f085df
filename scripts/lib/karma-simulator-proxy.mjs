import { forwardRequest } from './forward-request.mjs';

const prefix = '/simulator/';

// Instead of Karma's own `proxies`.
export function simulatorProxy(simulatorUrl) {
  const forward = (incoming, outgoing, next) => {
    if (!incoming.url.startsWith(prefix)) return next();
    forwardRequest(incoming, outgoing, simulatorUrl + incoming.url.slice(prefix.length - 1));
  };
  return { 'middleware:simulator': ['value', forward] };
}
