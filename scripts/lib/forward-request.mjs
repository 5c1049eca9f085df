import { request } from 'node:http';

// Most proxies hide what the specs are about: they keep the page waiting after the simulator cut a
// connection, and keep the simulator sending after the page gave up.
export function forwardRequest(incoming, outgoing, url, extraHeaders = {}, extraAnswerHeaders = []) {
  const { host: _host, ...headers } = incoming.headers;
  const upstream = request(url, {
    method: incoming.method,
    headers: { ...headers, ...extraHeaders },
    agent: false,
  });
  const cut = () => outgoing.destroy();

  upstream.on('response', (answer) => {
    outgoing.writeHead(answer.statusCode, answer.statusMessage, [
      ...answer.rawHeaders,
      ...extraAnswerHeaders,
    ]);
    answer.on('error', cut);
    answer.pipe(outgoing);
  });
  upstream.on('error', cut);
  outgoing.on('close', () => upstream.destroy());
  incoming.pipe(upstream);
}
