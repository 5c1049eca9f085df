import type { IncomingMessage } from 'node:http';

/** A request that the routes let through, for the application to decide on. */
export interface ProxyRequest<Incoming extends IncomingMessage = IncomingMessage> {
  readonly method: 'GET' | 'POST';
  /** Path with placeholders, e.g. `/api/v1/edc/studies/{studyKey}/records`. */
  readonly route: string;
  /** Decoded; absent for the list of studies. */
  readonly studyKey?: string;
  /** The request itself, with what the framework and its middleware have put on it, e.g. a session. */
  readonly incoming: Incoming;
}
