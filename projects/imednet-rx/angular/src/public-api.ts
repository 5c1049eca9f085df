export { type ImednetFeature, ImednetFeatureKind, type ImednetFeatureSettings } from './imednet-feature';
export {
  type ImednetResource,
  imednetResource,
  type ImednetResourceOptions,
  type ImednetResourceStatus,
} from './imednet-resource';
export { injectImednet } from './inject-imednet';
export { injectStudyKey } from './inject-study-key';
export { provideImednet, provideNamedImednet } from './provide-imednet';
export { type AngularHttpOptions, withAngularHttp } from './with-angular-http';
export { withAuth } from './with-auth';
export { withContext } from './with-context';
export { withFlowControl } from './with-flow-control';
export { withInterceptors } from './with-interceptors';
export { withJsonLogging } from './with-json-logging';
export { withRetryPolicy } from './with-retry-policy';
export { type ImednetTracingOptions, withTracing } from './with-tracing';
