import type { Context } from '@opentelemetry/api';

/** What an application does with the API, of which several requests can be a part. */
export interface Operation {
  /** What is done, e.g. `records.list`: a name of the code, never made of data. */
  readonly name: string;
  /** Study that it is done with. */
  readonly studyKey?: string;
}

const KEY = Symbol.for('imednet-rx operation');

/** A trace context for the requests of an operation. */
export function withOperation(context: Context, operation: Operation): Context {
  return context.setValue(KEY, operation);
}

/** The operation that a trace context belongs to. */
export function operationOf(context: Context): Operation | undefined {
  return context.getValue(KEY) as Operation | undefined;
}
