import type { Attributes, Context as TraceContext, SpanKind } from '@opentelemetry/api';
import { defer, Observable, tap } from 'rxjs';
import { InvalidArgumentError } from '../errors/client-error';
import { type Operation, withOperation } from '../observability/operation';
import { errorAttributes } from '../observability/error-attributes';
import { activeContext, type Telemetry } from '../observability/telemetry';
import type { ListListener, Requestor, TraceOptions } from '../pagination/requestor';

/** What cannot be taken for data at a glance is no name. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- the enum would load the API's package
const INTERNAL: SpanKind.INTERNAL = 0;

const NAME = /^[A-Za-z][A-Za-z_]*(?:\.[A-Za-z][A-Za-z_]*){0,7}$/;

/**
 * Makes one span of all that an operation does, below the span that is active at the subscription.
 *
 * @param client - sends the requests
 * @param telemetry - makes the span
 * @param report - tells what lists of the operation read
 * @param operation - what is done
 * @param run - does it, with a client whose requests belong to the operation
 * @param options - context whose span is the parent, instead of the active one
 */
export function traceOperation<R>(
  client: Requestor,
  telemetry: Telemetry,
  report: (context: TraceContext) => ListListener,
  operation: Operation,
  run: (client: Requestor) => Observable<R>,
  { traceContext: above }: TraceOptions = {},
): Observable<R> {
  return new Observable((subscriber) => {
    if (!NAME.test(operation.name)) {
      subscriber.error(new InvalidArgumentError('The name of an operation is words with dots between them.'));
      return undefined;
    }
    if (!telemetry.isOn) return run(client).subscribe(subscriber);
    const parent = withOperation(above ?? activeContext(), operation);
    const attributes = (): Attributes => attributesOf(operation);
    const span = telemetry.startSpan(`imednet.${operation.name}`, INTERNAL, attributes, parent);
    const traceContext = span?.context ?? parent;
    const lists = report(traceContext);
    let pages = 0;
    let items = 0;
    const post = client.post?.bind(client);
    const within: Requestor = {
      get: (path, params, options) => client.get(path, params, { ...options, traceContext }),
      ...(post ? { post: (path, json, options) => post(path, json, { ...options, traceContext }) } : {}),
      ...(client.baseUrl === undefined ? {} : { baseUrl: client.baseUrl }),
      ...(client.validate && { validate: client.validate }),
      lists: {
        ...lists,
        read: (count) => {
          pages++;
          items += count;
          lists.read(count);
        },
      },
    };
    const end = (): void => {
      span?.set({ 'imednet.pages': pages, 'imednet.items': items });
      span?.end();
    };
    return defer(() => run(within))
      .pipe(
        tap({
          complete: end,
          error: (error: unknown) => {
            span?.fail(errorAttributes(error));
            end();
          },
          unsubscribe: end,
        }),
      )
      .subscribe(subscriber);
  });
}

function attributesOf({ studyKey }: Operation): Attributes {
  return studyKey === undefined ? {} : { 'imednet.study.key': studyKey };
}
