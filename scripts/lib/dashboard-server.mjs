import { join } from 'node:path';
import express from 'express';
import { forwardRequest } from './forward-request.mjs';
import { root } from './workspace.mjs';

const page = join(root, 'dist/dashboard/browser');

const contentSecurity = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'self'",
  "frame-ancestors 'none'",
].join('; ');

// Serves the built dashboard, and hands its requests on with the keys that no browser may hold.
export function startDashboardServer({ simulatorUrl, apiKey, securityKey, port = 0 }) {
  const app = express();
  app.disable('x-powered-by');
  app.use((_request, response, next) => {
    response.set({
      'Content-Security-Policy': contentSecurity,
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    });
    next();
  });
  app.use((incoming, outgoing, next) => {
    const isApi = incoming.url.startsWith('/api/');
    if (!isApi && !incoming.url.startsWith('/__')) return next();
    const keys = isApi ? { 'x-api-key': apiKey, 'x-imn-security-key': securityKey } : {};
    forwardRequest(incoming, outgoing, simulatorUrl + incoming.url, keys);
  });
  app.use(express.static(page, { index: false }));
  app.get(/^\/[^.]*$/, (_request, response) => response.sendFile(join(page, 'index.html')));

  return new Promise((resolve, reject) => {
    const server = app.listen(port, '127.0.0.1', (error) => {
      if (error) reject(error);
      else resolve({ url: `http://127.0.0.1:${server.address().port}`, stop: () => stop(server) });
    });
  });
}

function stop(server) {
  server.close();
  server.closeAllConnections();
}
