import express from 'express';
import type { ErrorRequestHandler, Express } from 'express';
import { apiHandler } from './api-handler';
import { Behaviour } from './behaviour';
import { controlRoutes } from './control/control-routes';
import { allowOrigin } from './cors';
import { errorBody } from './error-body';
import type { ReplySource } from './reply-source';
import type { ResolvedSimulatorOptions } from './simulator-options';
import type { SimulatorStats } from './stats';

/** Wires the middleware: what the simulator says about itself comes before what it counts and fails. */
export function simulatorApp(
  source: ReplySource,
  stats: SimulatorStats,
  settings: ResolvedSimulatorOptions,
): Express {
  const app = express();
  const behaviour = new Behaviour(settings);
  app.disable('x-powered-by').disable('etag');
  if (settings.cors !== undefined) app.use(allowOrigin(settings.cors));
  app.get('/__stats', (_request, response) => {
    response.json(stats.snapshot());
  });
  app.post('/__stats/reset', (_request, response) => {
    stats.reset();
    response.json(stats.snapshot());
  });
  if (settings.control) app.use('/__control', controlRoutes(source.fake, behaviour));
  app.use((request, response, next) => {
    const template = source.fake.routeOf(request.path) ?? 'unknown';
    stats.arrived(response, `${request.method} ${template}`);
    next();
  });
  app.use(express.json({ limit: '50mb', strict: false }));
  app.use(apiHandler(source, behaviour, stats, settings));
  app.use(refuseUnreadable);
  return app;
}

/** Express' own answer would be HTML with a stack trace. */
const refuseUnreadable: ErrorRequestHandler = (error: { status?: number }, request, response, next) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  const status = error.status ?? 500;
  const body =
    status < 500
      ? errorBody(request, 'BAD_REQUEST', '1000', 'The body cannot be read as JSON')
      : errorBody(request, 'INTERNAL_SERVER_ERROR', '9000', 'The simulator failed');
  response.status(status).json(body);
};
