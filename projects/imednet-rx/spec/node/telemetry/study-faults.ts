import { type Script, sendJson } from '../loopback-server';
import { canary } from './canary';

/** Headers of an answer that quote what was asked for. */
export const CANARY_HEADERS: Readonly<Record<string, string>> = {
  'x-trace': canary('x-trace'),
  'set-cookie': `session=${canary('cookie')}`,
};

const HTML = `<html><title>${canary('html')}</title></html>`;

/** The vendor's envelope, which repeats the value that it refuses. */
export function refusal(value = canary('refused')): object {
  const field = { attribute: 'subjectKey', value };
  const error = { code: '1000', description: `Value ${value} is invalid`, field };
  return { metadata: { status: 'BAD_REQUEST', path: `/${canary('path')}`, error } };
}

/** Ways to fail a request, each with as much in it that nobody may see as there is room for. */
export const FAULTS = {
  '400': refused(400),
  '401': refused(401),
  '429': refused(429, { 'retry-after': '0' }),
  '500': refused(500),
  '503': refused(503, { 'retry-after': canary('retry-after') }),
  reset: (response) => response.socket?.resetAndDestroy(),
  hang: () => undefined,
  truncated: (response) => {
    response.writeHead(200, { ...CANARY_HEADERS, 'content-length': '1000' });
    response.write(JSON.stringify(refusal()), () => response.socket?.destroy());
  },
  html: (response) => response.writeHead(502, canary('reason'), CANARY_HEADERS).end(HTML),
  html200: (response) => response.writeHead(200, canary('reason'), CANARY_HEADERS).end(HTML),
  'error in a 200': (response) => {
    sendJson(response, 200, { ...refusal(), data: null }, CANARY_HEADERS);
  },
  'no list': (response) => {
    sendJson(response, 200, { data: canary('data') }, CANARY_HEADERS);
  },
  redirect: (response) => response.writeHead(302, { location: `/${canary('location')}` }).end(),
} satisfies Readonly<Record<string, Script>>;

export type StudyFault = keyof typeof FAULTS;

function refused(status: number, headers: Record<string, string> = {}): Script {
  return (response) => {
    response.writeHead(status, canary('reason'), { ...CANARY_HEADERS, ...headers });
    response.end(JSON.stringify(refusal()));
  };
}
