import type { Request, RequestHandler, Response } from 'express';
import type { FakeRequest } from 'imednet-rx/testing';
import type { Behaviour } from './behaviour';
import { errorBody } from './error-body';
import { FAULT_KINDS, isFaultKind } from './faults/fault-kind';
import type { FaultKind } from './faults/fault-kind';
import { prepareFault } from './faults/prepare-fault';
import type { Reply } from './reply';
import type { ReplySource } from './reply-source';
import type { ResolvedSimulatorOptions } from './simulator-options';
import type { SimulatorStats } from './stats';

/** What a request asks of the simulator through its own headers. */
interface Directions {
  readonly fault: FaultKind | undefined;
  readonly latency: number;
}

/** Handles a request at once and delays only the answer: a client that gives up does not undo a POST. */
export function apiHandler(
  source: ReplySource,
  behaviour: Behaviour,
  stats: SimulatorStats,
  settings: ResolvedSimulatorOptions,
): RequestHandler {
  return (request, response) => {
    const directions = readDirections(request, behaviour);
    if (typeof directions === 'string') {
      response.status(400).json(errorBody(request, 'BAD_REQUEST', '1000', directions));
      return;
    }
    const { fault, latency } = directions;
    const healthy = (): Reply => source.reply(toFakeRequest(request));
    const answer =
      fault === undefined
        ? prepareReply(response, healthy())
        : prepareFault(fault, { response, settings, request, healthy });
    if (fault !== undefined) stats.faulted(fault);
    if (latency === 0) answer();
    else answerLater(response, latency, answer);
  };
}

function prepareReply(response: Response, { status, headers, body }: Reply): () => void {
  return () => {
    response.writeHead(status, { ...headers, 'Content-Length': body.length });
    response.end(body);
  };
}

function answerLater(response: Response, latency: number, answer: () => void): void {
  const timer = setTimeout(answer, latency);
  response.once('close', () => {
    clearTimeout(timer);
  });
}

/** The request's directions, or what is wrong with them. */
function readDirections(request: Request, behaviour: Behaviour): Directions | string {
  const fault = request.get('x-simulator-fault');
  if (fault !== undefined && fault !== 'none' && !isFaultKind(fault)) {
    return `x-simulator-fault must be none or one of ${FAULT_KINDS.join(', ')}`;
  }
  const latency = request.get('x-simulator-latency');
  if (latency !== undefined && !/^\d{1,9}$/.test(latency)) return 'x-simulator-latency must be milliseconds';
  return {
    fault: fault === undefined ? behaviour.plan.next() : fault === 'none' ? undefined : fault,
    latency: latency === undefined ? behaviour.settings.latency : Number(latency),
  };
}

function toFakeRequest(request: Request): FakeRequest {
  // A URL parser would resolve `..`, and hide from tests what the client really sent.
  const [, query] = /\?(.*)/s.exec(request.originalUrl) ?? [];
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as const);
  return {
    method: request.method,
    path: request.path,
    query: new URLSearchParams(query),
    headers: Object.fromEntries(headers),
    body: request.body as unknown,
  };
}
