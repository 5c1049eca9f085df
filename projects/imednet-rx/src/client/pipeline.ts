import type { Observable } from 'rxjs';
import { ClientClosedError } from '../errors/client-error';
import { axiosTransport } from '../http/axios-transport';
import { chain, type RequestHandler, type RequestInterceptor } from '../http/request-handler';
import { abortOn } from '../interceptors/abort';
import { authenticate } from '../interceptors/authenticate';
import { gateRequests } from '../interceptors/gate-requests';
import { guardOutbound } from '../interceptors/guard-outbound';
import { limitAttempt } from '../interceptors/limit-attempt';
import { limitTotal } from '../interceptors/limit-total';
import { logAttempts } from '../interceptors/log-attempts';
import { ObserversOnDemand } from '../interceptors/observers-on-demand';
import { reportRetries } from '../interceptors/report-retries';
import { retryRequests } from '../interceptors/retry';
import { returnToCaller } from '../interceptors/return-to-caller';
import { keepDelivery, sendOnce } from '../interceptors/send-once';
import { shareReads } from '../interceptors/share-reads';
import { typeResponse } from '../interceptors/type-response';
import type { RetryPolicy } from '../policies/retry-policy';
import type { FlowControl } from './flow-control';
import type { ResolvedConfig } from './resolve-config';

/**
 * The way of every request, outermost step first.
 *
 * @param config - the client's settings
 * @param retryPolicy - gives the policy that is current at each failure
 * @param closed$ - emits when the client is closed, and to whom subscribes later
 * @param flow - state of the client's flow control
 */
export function pipeline(
  config: ResolvedConfig,
  retryPolicy: () => RetryPolicy,
  closed$: Observable<unknown>,
  flow: FlowControl,
): RequestHandler {
  const { telemetry } = config;
  const observers = new Set<RequestInterceptor>();
  const observing = (step: RequestInterceptor): RequestInterceptor => {
    observers.add(step);
    return step;
  };
  const observersOnDemand = new ObserversOnDemand(telemetry, config.propagateTraceTo);
  const steps: readonly RequestInterceptor[] = [
    // Outermost, so that whatever comes, comes to the caller in the caller's context.
    observing(returnToCaller),
    observing(observersOnDemand.load),
    // Around all that takes time, so that closing the client ends waits between attempts too.
    abortOn(closed$, () => new ClientClosedError()),
    // See a call once, with its final outcome.
    ...config.interceptors.perCall.map(keepDelivery),
    // Outside the deadline: who joins a shared read does not restart its clock.
    shareReads(config.auth, flow.cache),
    // Around the retries, so that their waits count.
    limitTotal(config.timeoutTotal),
    retryRequests(retryPolicy, config, flow.budget, reportRetries(telemetry)),
    // Before the queue, so that nobody lines up for a host that is down, …
    ...(flow.circuits ? [flow.circuits.refuseWhileOpen] : []),
    // Inside the retries: a slot is held by an attempt, not by a wait.
    gateRequests(flow.gate),
    // … and behind it, for those who lined up before. Each attempt counts.
    ...(flow.circuits ? [flow.circuits.breakCircuit] : []),
    // Around what is sent: a wait in the queue is no part of an attempt.
    observing(observersOnDemand.step('trace')),
    observing(observersOnDemand.step('measure')),
    // Inside the span, so that lines tell which one they belong to.
    observing(logAttempts(telemetry)),
    // See each attempt, typed errors included, but no credentials.
    ...config.interceptors.perAttempt.map(keepDelivery),
    // Inside the span that servers are told of, and behind those who could change the address.
    observing(observersOnDemand.step('propagate')),
    // Inside the retries: each attempt gets fresh credentials; inside all user code: none sees a key.
    authenticate(config.auth, config.baseUrl),
    // Behind everything that could have changed the request.
    guardOutbound(config.baseUrl, config.allowedOrigins),
    // Behind everything that could send again, around all that can end an attempt under way.
    sendOnce,
    // Around the transport alone, so that waiting for a token does not count.
    limitAttempt,
    // Around the transport alone, whose own instrumentation looks for the active span.
    observing(observersOnDemand.step('activate')),
    // Next to the transport: nothing above it ever sees an axios error.
    typeResponse,
  ];
  const transport = axiosTransport(config.adapter, config.maxResponseBytes);
  const observed = chain(steps, transport);
  // Caches are cold behind each page that was parsed, so that even looking whether to do nothing takes time.
  const unobserved = chain(
    steps.filter((step) => !observers.has(step)),
    transport,
  );
  return (request) => (telemetry.isOn ? observed : unobserved)(request);
}
