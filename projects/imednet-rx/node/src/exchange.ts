import type { AxiosResponse, InternalAxiosRequestConfig } from 'axios';
import { AdapterCanceledError, AdapterError, type ImednetResponse } from 'imednet-rx';
import { asyncScheduler, type Subscription } from 'rxjs';
import type { Dispatcher } from 'undici';
import { type BodyListener, BodyReader } from './body-reader';
import { decoderOf } from './decoders';
import type { ScratchBuffers } from './scratch-buffers';
import type { TurnQueue } from './turn-queue';
import { failureCode } from './failure-code';

/** What the exchanges of an adapter have in common. */
export interface Shared {
  /** All exchanges under way, each until it settles. */
  readonly open: Set<Exchange>;
  /** Memory for bodies while they come. */
  readonly scratch: ScratchBuffers;
  /** Gives the answers that have come, one after the other. */
  readonly turns: TurnQueue;
}

/** What axios asked for, and who waits for it. */
export interface Call {
  readonly config: InternalAxiosRequestConfig;
  readonly resolve: (response: AxiosResponse<string | undefined>) => void;
  readonly reject: (error: Error) => void;
}

/** Bytes after decompression that are accepted where axios' settings leave the limit open. */
const DEFAULT_MAX_BYTES = 64 * 2 ** 20;

/** How long the body of an error may take after its head, in ms. */
const DETAILS_TIME = 1_000;

type Head = Pick<AxiosResponse, 'status' | 'statusText'> & {
  readonly headers: Record<string, string | string[]>;
};
type ResponseHeaders = Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseStart']>>[2];

/**
 * One request and its answer: settles once, and is then in nobody's list of listeners.
 *
 * Once settled it holds nothing: an `AbortSignal` can keep its former listeners from being collected for a
 * while, and with them it would keep page after page.
 */
export class Exchange implements Dispatcher.DispatchHandler, BodyListener {
  #call: Call | undefined;
  #controller: Dispatcher.DispatchController | undefined;
  #head: Head | undefined;
  #body: BodyReader | undefined;
  #late: Subscription | undefined;

  /**
   * @param call - what to do, and whom to tell
   * @param shared - what it has in common with others of its adapter
   */
  constructor(
    call: Call,
    readonly shared: Shared,
  ) {
    this.#call = call;
    shared.open.add(this);
    call.config.signal?.addEventListener?.('abort', this);
  }

  /** The caller's signal calls this: an object as a listener costs no closure. */
  handleEvent(): void {
    this.cancel();
  }

  cancel(): void {
    this.#end(new AdapterCanceledError());
  }

  fail(error: unknown): void {
    // Every exchange may be failed, but only one under way needs an error, whose stack costs more than all else.
    if (this.#call && !this.#respondWithoutDetails())
      this.#end(new AdapterError(failureCode(error, this.#head !== undefined)));
  }

  /** It is about to be sent; before, undici offers no way to take it back. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#call) this.#controller = controller;
    else controller.abort(new AdapterCanceledError());
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: ResponseHeaders,
    statusText = '',
  ): void {
    // Behind an informational answer the next one takes its place.
    const head = { status, statusText, headers: { ...headers } as Head['headers'] };
    const encoding = head.headers['content-encoding'];
    const decoder = typeof encoding === 'string' ? decoderOf(encoding) : undefined;
    // The body is given without it.
    if (decoder) delete head.headers['content-encoding'];
    this.#head = head;
    if (isError(status) && this.#call) {
      this.#late = asyncScheduler.schedule(() => this.#respondWithoutDetails(), DETAILS_TIME);
    }
    const contentType = head.headers['content-type'];
    const format = {
      maxBytes: maxBytesOf(this.#call?.config),
      // Repeated ones must agree.
      contentType: Array.isArray(contentType) ? contentType.join(', ') : contentType,
      strict: isData(status),
    };
    this.#body = new BodyReader(this, this.shared.scratch, format, decoder);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    const ready = this.#body?.write(chunk, () => {
      controller.resume();
    });
    if (ready === false) controller.pause();
  }

  onResponseEnd(): void {
    const body = this.#body;
    if (body)
      this.shared.turns.add(() => {
        body.end();
      });
  }

  onResponseError(_controller: unknown, error: Error): void {
    this.fail(error);
  }

  whole(data: string | undefined, bodySize: number): void {
    const head = this.#head;
    const call = this.#settle();
    if (call && head) respond(call, head, data, bodySize);
  }

  tooLarge(): void {
    if (!this.#respondWithoutDetails()) this.#end(new AdapterError('ERR_RESPONSE_TOO_LARGE'));
  }

  broken(): void {
    if (this.#call && !this.#respondWithoutDetails()) this.#end(new AdapterError('ERR_BAD_RESPONSE'));
  }

  /** The status of an error counts more than its details; returns whether it is one. */
  #respondWithoutDetails(): boolean {
    const [controller, body, head] = [this.#controller, this.#body, this.#head];
    if (!head || !isError(head.status)) return false;
    const call = this.#settle();
    controller?.abort(new AdapterCanceledError());
    body?.destroy();
    if (call) respond(call, head, '', 0);
    return true;
  }

  #end(error: Error): void {
    const [controller, body] = [this.#controller, this.#body];
    const call = this.#settle();
    if (!call) return;
    controller?.abort(error);
    body?.destroy();
    call.reject(error);
  }

  /** Gives the call to the first who asks. */
  #settle(): Call | undefined {
    const call = this.#call;
    if (!call) return undefined;
    this.shared.open.delete(this);
    call.config.signal?.removeEventListener?.('abort', this);
    this.#late?.unsubscribe();
    this.#late = this.#call = this.#controller = this.#head = this.#body = undefined;
    return call;
  }
}

function respond(call: Call, head: Head, data: string | undefined, bodySize: number): void {
  const response: ImednetResponse<string | undefined> = { data, bodySize, ...head, config: call.config };
  call.resolve(response);
}

/** axios' own default, -1, says that nobody has set a limit. */
function maxBytesOf({ maxContentLength = -1 }: Partial<InternalAxiosRequestConfig> = {}): number {
  return maxContentLength < 0 ? DEFAULT_MAX_BYTES : maxContentLength;
}

/** Whether the body of a response with this status holds details only; an informational one has none. */
function isError(status: number): boolean {
  return status >= 300;
}

/** Whether the body of a response with this status is data. */
function isData(status: number): boolean {
  return status >= 200 && status < 300;
}
