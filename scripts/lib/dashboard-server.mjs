import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import express from 'express';
import { forwardRequest } from './forward-request.mjs';
import { distPackage, root } from './workspace.mjs';

const page = join(root, 'dist/dashboard/browser');
const proxyModule = pathToFileURL(join(distPackage, 'fesm2022/imednet-rx-node.mjs')).href;

const contentSecurity = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'self'",
  "frame-ancestors 'none'",
].join('; ');

// Serves the built dashboard, and hands its requests on with the keys that no browser may hold.
export async function startDashboardServer({ simulatorUrl, apiKey, securityKey, port = 0 }) {
  const { createImednetProxy } = await import(proxyModule);
  const proxy = createImednetProxy({
    baseUrl: simulatorUrl,
    apiKey,
    securityKey,
    readOnly: false,
    // Made-up data on this computer alone: a real server asks for the session here, and keeps its limits.
    authorize: () => true,
    rateLimit: { perCaller: false, total: false },
  });
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
  app.use(proxy);
  app.use('/__control', (incoming, outgoing) => {
    forwardRequest(incoming, outgoing, simulatorUrl + incoming.originalUrl);
  });
  app.use(express.static(page, { index: false }));
  app.get(/^\/[^.]*$/, (_request, response) => response.sendFile(join(page, 'index.html')));

  const server = await new Promise((resolve, reject) => {
    const listening = app.listen(port, '127.0.0.1', (error) => (error ? reject(error) : resolve(listening)));
  });
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    stop() {
      server.close();
      server.closeAllConnections();
      proxy.close();
    },
  };
}
