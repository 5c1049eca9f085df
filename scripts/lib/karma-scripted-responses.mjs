import { pipeline, Readable } from 'node:stream';
import { createBrotliCompress, createDeflate, createGzip } from 'node:zlib';

const prefix = '/scripted';
const encoders = { gzip: createGzip, br: createBrotliCompress, deflate: createDeflate };
const aborted = new Set();

// Responses as a page asks for them: `type`, `status`, `coding`, `body` in hexadecimal digits, and with `endless` blanks
// without an end. `/scripted/aborted?id=…` says whether the page closed the connection of an endless one.
export function scriptedResponses() {
  const respond = (incoming, outgoing, next) => {
    const url = new URL(incoming.url, 'http://page');
    if (!url.pathname.startsWith(prefix)) return next();
    const of = (name) => url.searchParams.get(name);
    if (url.pathname === `${prefix}/aborted`) return outgoing.end(JSON.stringify(aborted.has(of('id'))));
    const headers = { 'content-type': of('type') ?? 'application/json' };
    if (of('coding')) headers['content-encoding'] = of('coding');
    outgoing.writeHead(Number(of('status') ?? 200), headers);
    const body = Buffer.from(of('body') ?? '', 'hex');
    const encode = encoders[of('coding')];
    const source = Readable.from(of('endless') ? endless(body) : [body]);
    const streams = encode ? [source, encode(), outgoing] : [source, outgoing];
    return pipeline(streams, (error) => {
      if (error) aborted.add(of('id'));
    });
  };
  return { 'middleware:scripted': ['value', respond] };
}

function* endless(body) {
  const blanks = Buffer.alloc(65_536, ' ');
  yield body;
  for (;;) yield blanks;
}
