import { AsyncResource } from 'node:async_hooks';
import { Client, type Dispatcher } from 'undici';

/** What undici needs to know about a request, and the asynchronous context of its caller. */
export interface ScopedOptions extends Dispatcher.DispatchOptions {
  readonly scope: AsyncResource;
}

/** Adds the asynchronous context of the code that runs now. */
export function scoped(options: Dispatcher.DispatchOptions): ScopedOptions {
  return { ...options, scope: new AsyncResource('ImednetRequest') };
}

/**
 * A connection of undici that begins each request in the asynchronous context of its caller.
 *
 * One that has waited for a connection would begin in that of the request before it, and whoever traces sockets
 * would hang it below a stranger.
 */
export class ScopedClient extends Client {
  override dispatch(options: ScopedOptions, handler: Dispatcher.DispatchHandler): boolean {
    return options.scope.runInAsyncScope(() => super.dispatch(options, handler));
  }
}
