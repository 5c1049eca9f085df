import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps, type RequestOptions } from 'node:https';
import type { Readable } from 'node:stream';
import type { AxiosResponse, InternalAxiosRequestConfig } from 'axios';
import type { ImednetResponse } from 'imednet-rx';
import { decompress } from './decompress';
import { readBody } from './read-body';
import type { ScratchBuffers } from './scratch-buffers';
import { abandon } from './tunnel-agent';
import { canceledError, codeOf, transportError } from './transport-error';

/** What axios asked for, and who waits for it. */
export interface Call {
  readonly config: InternalAxiosRequestConfig;
  readonly resolve: (response: AxiosResponse<string>) => void;
  readonly reject: (error: Error) => void;
}

/**
 * One request and its answer: settles once, and is then in nobody's list of listeners.
 *
 * Once settled it holds nothing: an `AbortSignal` can keep its former listeners from being collected for a
 * while, and with them it would keep page after page.
 */
export class Exchange {
  #call: Call | undefined;
  #request: ClientRequest | undefined;
  #response: IncomingMessage | undefined;
  #body: Readable | undefined;

  /**
   * @param call - what to do, and whom to tell
   * @param open - all exchanges under way, this one among them until it settles
   * @param scratch - memory for the body while it comes
   */
  constructor(
    call: Call,
    readonly open: Set<Exchange>,
    readonly scratch: ScratchBuffers,
  ) {
    this.#call = call;
    open.add(this);
    call.config.signal?.addEventListener?.('abort', this);
  }

  start(options: RequestOptions, body: string | undefined): void {
    const request = (options.protocol === 'https:' ? requestHttps : requestHttp)(options);
    this.#request = request;
    request.on('response', (response) => {
      this.#receive(response);
    });
    request.on('error', (error) => {
      this.fail(error);
    });
    request.on('close', () => {
      // Every request closes; an error, whose stack costs more than all else here, is made for none but the broken.
      if (this.#call && !this.#response) this.fail(transportError('ECONNRESET'));
    });
    request.end(body);
  }

  /** The caller's signal calls this: an object as a listener costs no closure. */
  handleEvent(): void {
    this.cancel();
  }

  cancel(): void {
    this.#end(canceledError());
  }

  fail(error: unknown): void {
    if (!this.#call) return;
    const code = codeOf(error, 'ECONNRESET');
    // In the middle of a body, what breaks the parser is a broken body.
    const broken = this.#response !== undefined && code.startsWith('HPE_');
    this.#end(transportError(broken ? 'ERR_BAD_RESPONSE' : code));
  }

  #receive(response: IncomingMessage): void {
    this.#response = response;
    response.on('error', (error) => {
      this.fail(error);
    });
    const body = decompress(response);
    this.#body = body;
    if (body !== response) {
      body.on('error', () => {
        this.#end(transportError('ERR_BAD_RESPONSE'));
      });
    }
    readBody(
      body,
      this.scratch,
      (text, bytes) => {
        if (response.complete) this.#complete(response, text, bytes);
        else this.#end(transportError('ERR_BAD_RESPONSE'));
      },
      (error) => {
        this.fail(error);
      },
    );
  }

  #complete(response: IncomingMessage, data: string, bodySize: number): void {
    const request = this.#request;
    const call = this.#settle();
    if (!call) return;
    const answer: ImednetResponse<string> = {
      data,
      bodySize,
      status: response.statusCode ?? 0,
      statusText: response.statusMessage ?? '',
      headers: response.headers,
      config: call.config,
      request,
    };
    call.resolve(answer);
  }

  #end(error: Error): void {
    const [request, body] = [this.#request, this.#body];
    const call = this.#settle();
    if (!call) return;
    request?.destroy();
    if (request) abandon(request);
    body?.destroy();
    call.reject(error);
  }

  /** Gives the call to the first who asks. */
  #settle(): Call | undefined {
    const call = this.#call;
    if (!call) return undefined;
    this.open.delete(this);
    call.config.signal?.removeEventListener?.('abort', this);
    this.#call = this.#request = this.#response = this.#body = undefined;
    return call;
  }
}
