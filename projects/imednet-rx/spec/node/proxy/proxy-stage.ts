import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createImednetProxy, type ImednetProxy, type ImednetProxyOptions } from 'imednet-rx/node';
import { RecordedLog } from '../../recorded-log';
import { type RawAnswer, rawExchange, rawRequest } from './raw-exchange';
import { type RecordingApi, recordingApi } from './recording-api';

export const API_KEY = 'canary-api-key-5f2b';
export const SECURITY_KEY = 'canary-security-key-9c1d';
export const RECORDS = '/api/v1/edc/studies/DEMO/records';

/** A proxy between a caller and a server in the place of the API. */
export interface ProxyStage {
  readonly url: string;
  readonly api: RecordingApi;
  readonly proxy: ImednetProxy;
  readonly log: RecordedLog;
  /** Sends a request line over a raw connection. */
  raw(line: string, headers?: readonly string[], body?: string): Promise<RawAnswer>;
  close(): Promise<void>;
}

/** What a stage is made of; everybody may do anything that the proxy's defaults let through. */
export interface StageSetting {
  readonly options?: Partial<ImednetProxyOptions>;
  readonly answer?: RequestListener;
  /** Puts the proxy into a server; a bare `node:http` one by default. */
  readonly serve?: (proxy: ImednetProxy) => Promise<Server>;
  readonly server?: ServerOptions;
}

export const answerWithData: RequestListener = (_request, response) => {
  response.setHeader('content-type', 'application/json;charset=UTF-8');
  response.end('{"data":[]}');
};

export const answerWith =
  (
    status: number,
    body: string | Buffer,
    headers: Readonly<Record<string, string | string[]>> = {},
  ): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  };

export async function proxyStage(setting: StageSetting = {}): Promise<ProxyStage> {
  const { options, answer = answerWithData, serve = bare(setting.server) } = setting;
  const api = await recordingApi(answer);
  const log = new RecordedLog();
  const proxy = createImednetProxy({
    ...{ authorize: () => true, apiKey: API_KEY, securityKey: SECURITY_KEY, baseUrl: api.url, logger: log },
    ...{ timeout: 5_000 },
    ...(options?.auth ? { apiKey: undefined, securityKey: undefined } : {}),
    ...options,
  });
  const server = await serve(proxy);
  if (!server.listening) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    ...{ url, api, proxy, log },
    raw: (...request) => rawExchange(url, rawRequest(...request)),
    close: async () => {
      proxy.close();
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        // One of HTTP/2 has none.
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
      await api.close();
    },
  };
}

function bare(options: ServerOptions = {}): (proxy: ImednetProxy) => Promise<Server> {
  return (proxy) =>
    Promise.resolve(
      createServer(options, (request, response) => {
        proxy(request, response);
      }),
    );
}
