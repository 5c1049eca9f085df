import express from 'express';
import type { ErrorRequestHandler, Router } from 'express';
import type { FakeImednet } from 'imednet-rx/testing';
import type { Behaviour } from '../behaviour';
import { errorBody } from '../error-body';
import { changeStudy } from './change-study';
import { ControlError, readBehaviour, readChanges } from './read-control';

/** Lets whoever can reach the simulator change its faults and its data. */
export function controlRoutes(fake: FakeImednet, behaviour: Behaviour): Router {
  const routes = express.Router();
  routes.use(express.json({ limit: '10kb' }));
  routes.get('/', (_request, response) => {
    response.json(behaviour.settings);
  });
  routes.put('/', (request, response) => {
    behaviour.change(readBehaviour(request.body));
    response.json(behaviour.settings);
  });
  routes.post('/changes', (request, response) => {
    const changes = readChanges(request.body);
    changeStudy(fake, changes);
    response.json({ records: fake.recordCount(changes.studyKey) });
  });
  routes.use(refuse);
  return routes;
}

const refuse: ErrorRequestHandler = (error: unknown, request, response, next) => {
  if (!(error instanceof ControlError)) {
    next(error);
    return;
  }
  response.status(400).json(errorBody(request, 'BAD_REQUEST', '1000', error.message));
};
