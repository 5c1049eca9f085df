import { request } from 'node:http';

const prefix = '/simulator/';

// Karma's own `proxies` hides what the specs are about: it keeps the page waiting after the
// simulator cut a connection, and keeps the simulator sending after the page gave up.
export function simulatorProxy(simulatorUrl) {
  const forward = (incoming, outgoing, next) => {
    if (!incoming.url.startsWith(prefix)) return next();
    const { host: _host, ...headers } = incoming.headers;
    const url = simulatorUrl + incoming.url.slice(prefix.length - 1);
    const upstream = request(url, { method: incoming.method, headers, agent: false });
    const cut = () => outgoing.destroy();

    upstream.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode, answer.statusMessage, answer.rawHeaders);
      answer.on('error', cut);
      answer.pipe(outgoing);
    });
    upstream.on('error', cut);
    outgoing.on('close', () => upstream.destroy());
    incoming.pipe(upstream);
  };
  return { 'middleware:simulator': ['value', forward] };
}
