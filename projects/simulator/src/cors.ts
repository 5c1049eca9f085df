import type { RequestHandler } from 'express';

const ALLOWED_HEADERS = [
  'accept',
  'content-type',
  'x-api-key',
  'x-imn-security-key',
  'x-email-notify',
  'authorization',
  'cache-control',
  'traceparent',
  'tracestate',
  'x-simulator-fault',
  'x-simulator-latency',
].join(', ');

/** Lets pages of one origin, or with `*` of any, call the simulator. */
export function allowOrigin(allowed: string): RequestHandler {
  return (request, response, next) => {
    const { origin } = request.headers;
    response.vary('Origin');
    if (origin === undefined || (allowed !== '*' && origin !== allowed)) {
      next();
      return;
    }
    response.setHeader('Access-Control-Allow-Origin', allowed);
    response.setHeader('Access-Control-Expose-Headers', 'Retry-After');
    if (request.method !== 'OPTIONS') {
      next();
      return;
    }
    response.setHeader('Access-Control-Allow-Methods', 'GET, POST');
    response.setHeader('Access-Control-Allow-Headers', ALLOWED_HEADERS);
    response.setHeader('Access-Control-Max-Age', '600');
    response.status(204).end();
  };
}
