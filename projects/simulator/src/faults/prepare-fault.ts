import type { Response } from 'express';
import { errorBody } from '../error-body';
import type { Reply } from '../reply';
import type { ResolvedSimulatorOptions } from '../simulator-options';
import type { FaultKind } from './fault-kind';

/** What a fault needs: the response to spoil, and the reply that a healthy server would have sent. */
export interface FaultStage {
  readonly response: Response;
  readonly settings: Pick<ResolvedSimulatorOptions, 'retryAfter' | 'dripMs' | 'hangMs'>;
  readonly request: { readonly method: string; readonly path: string };
  /** Asks the fake; a fault that never calls it surely leaves the fake untouched. */
  readonly healthy: () => Reply;
}

/** Sends, or fails to send, the answer. */
type Answer = () => void;

const GATEWAY_PAGE =
  '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>';

/** Lets the fake handle the request, if the fault is one after that, and returns the spoilt answer. */
export function prepareFault(kind: FaultKind, stage: FaultStage): Answer {
  return FAULTS[kind](stage);
}

const FAULTS: Readonly<Record<FaultKind, (stage: FaultStage) => Answer>> = {
  '429': (stage) => () => {
    stage.response.setHeader('Retry-After', String(stage.settings.retryAfter));
    sendError(stage, 429, 'TOO_MANY_REQUESTS', 'Too many requests');
  },
  '500': (stage) => () => {
    sendError(stage, 500, 'INTERNAL_SERVER_ERROR', 'Unexpected error');
  },
  '503': (stage) => () => {
    sendError(stage, 503, 'SERVICE_UNAVAILABLE', 'Temporarily unavailable');
  },
  reset:
    ({ response }) =>
    () => {
      breakOff(response, 'reset');
    },
  'reset-after': ({ response, healthy }) => {
    healthy();
    return () => {
      breakOff(response, 'reset');
    };
  },
  hang:
    ({ response, settings }) =>
    () => {
      if (settings.hangMs === undefined) return;
      const timer = setTimeout(() => {
        breakOff(response, 'close');
      }, settings.hangMs);
      response.once('close', () => {
        clearTimeout(timer);
      });
    },
  drip: ({ response, settings, healthy }) => {
    const reply = healthy();
    return () => {
      drip(response, reply, settings.dripMs);
    };
  },
  truncated: ({ response, healthy }) => {
    const { status, headers, body } = healthy();
    return () => {
      response.writeHead(status, { ...headers, 'Content-Length': body.length });
      response.write(half(body), () => {
        breakOff(response, 'close');
      });
    };
  },
  cut: ({ response, healthy }) => {
    const { status, headers, body } = healthy();
    return () => {
      // Without a length and without chunks, the end of the connection is the end of the body.
      response.removeHeader('Transfer-Encoding');
      response.shouldKeepAlive = false;
      response.writeHead(status, headers);
      response.end(half(body));
    };
  },
  html:
    ({ response }) =>
    () => {
      response.status(502).type('html').send(GATEWAY_PAGE);
    },
  html200:
    ({ response }) =>
    () => {
      response.status(200).type('html').send(GATEWAY_PAGE);
    },
  redirect:
    ({ response }) =>
    () => {
      response.redirect(302, '/elsewhere');
    },
};

function sendError(stage: FaultStage, status: number, name: string, description: string): void {
  stage.response.status(status).json(errorBody(stage.request, name, '9000', description));
}

/** Marks the response, lest it be counted as given up by the client. */
function breakOff(response: Response, how: 'reset' | 'close'): void {
  response.locals['brokenByServer'] = true;
  if (how === 'reset') response.socket?.resetAndDestroy();
  else response.socket?.destroy();
}

function drip(response: Response, { status, headers, body }: Reply, pause: number): void {
  response.writeHead(status, { ...headers, 'Content-Length': body.length });
  response.flushHeaders();
  let sent = 0;
  const timer = setInterval(() => {
    response.write(body.subarray(sent, ++sent));
    if (sent === body.length) response.end();
  }, pause);
  for (const end of ['close', 'finish'])
    response.once(end, () => {
      clearInterval(timer);
    });
}

function half(body: Buffer): Buffer {
  return body.subarray(0, Math.floor(body.length / 2));
}
