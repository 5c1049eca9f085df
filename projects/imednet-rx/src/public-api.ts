export { ApiKeyAuth } from './auth/api-key-auth';
export type { AuthHeaders, AuthHeadersInput, AuthStrategy } from './auth/auth-strategy';
export { BearerAuth, type TokenInput, type TokenProvider } from './auth/bearer-auth';
export { SameOriginAuth } from './auth/same-origin-auth';

export { BaseClient } from './client/base-client';
export { createImednet, Imednet, type ImednetConfig } from './client/imednet';
export { ImednetClient } from './client/imednet-client';
export type { FlowControlConfig } from './client/flow-control-config';
export type { ImednetClientConfig } from './client/imednet-client-config';

export { Context } from './context/context';

export { ApiError, type ApiErrorInit } from './errors/api-error';
export { AuthStrategyError } from './errors/auth-strategy-error';
export { BatchesFailedError } from './errors/batches-failed-error';
export { CircuitOpenError } from './errors/circuit-open-error';
export {
  ClientClosedError,
  ClientError,
  ConfigurationError,
  InvalidArgumentError,
  RequestAbortedError,
} from './errors/client-error';
export { RequestExpiredError, ResendRefusedError, UnknownOutcomeError } from './errors/delivery-errors';
export { ImednetError, isImednetError } from './errors/imednet-error';
export { InvalidRecordsError, type RecordProblem } from './errors/invalid-records-error';
export { type FieldProblem, ItemValidationError } from './errors/item-validation-error';
export {
  JobFailedError,
  JobOutcomeUnknownError,
  JobResultsError,
  JobsFailedError,
  JobTimeoutError,
} from './errors/job-errors';
export { ModuleUnavailableError } from './errors/module-unavailable-error';
export { PaginationDriftError } from './errors/pagination-drift-error';
export { NetworkError, RequestError, RequestTimeoutError, ResponseParseError } from './errors/request-error';
export type { RequestTarget } from './errors/request-target';
export {
  KeysetUnsupportedError,
  PaginationError,
  RedirectError,
  ResponseContractError,
} from './errors/response-contract-error';
export { ResponseTooLargeError } from './errors/response-too-large-error';
export {
  AuthenticationError,
  AuthorizationError,
  BadRequestError,
  ConflictError,
  ForbiddenError,
  NotFoundError,
  RateLimitError,
  ServerError,
  UnauthorizedError,
  ValidationError,
} from './errors/status-errors';

export {
  anyOf,
  type Condition,
  contains,
  eq,
  type FilterOperator,
  gt,
  gte,
  lt,
  lte,
  ne,
} from './filters/condition';
export {
  and,
  type AnswerFilter,
  type AttributeFilter,
  type Combination,
  type DataFilter,
  type Filter,
  type FilterableKey,
  or,
} from './filters/filter';
export type { Sort, SortBy, SortDirection, SortText } from './filters/sort';

export { AdapterCanceledError, AdapterError } from './http/adapter-error';
export { AdapterOverride } from './http/adapter-override';
export { decodeResponseText } from './http/decode-response-text';
export { Delivery } from './http/delivery';
export type { ImednetRequest, RequestOptions } from './http/imednet-request';
export type { ImednetResponse } from './http/imednet-response';
export type { NumberFormat } from './http/number-format';
export type { QueryParams, QueryValue } from './http/query-params';
export type { Flow } from './interceptors/flow-gate';
export type { RequestHandler, RequestInterceptor } from './http/request-handler';

export { defaultLogger, setDefaultLogger } from './observability/default-logger';
export type { LogFields, Logger, LogLevel } from './observability/logger';
export type { Operation } from './observability/operation';
export type { Redact } from './observability/redact';
export type { SchemaDrift } from './observability/schema-drift';
export type { TelemetryConfig } from './observability/telemetry';

export type { JobOutcome } from './jobs/job-outcome';
export type { JobProgress } from './jobs/job-progress';
export type { JobResults } from './jobs/job-results';

export { AsyncJsonListPaginator } from './pagination/async-json-list-paginator';
export { AsyncPaginator } from './pagination/async-paginator';
export { BasePaginator } from './pagination/base-paginator';
export type { Changes, ChangesAck, ChangesDone } from './incremental/changes';
export type { IncrementalList } from './incremental/incremental-list';
export type { IncrementalOptions } from './incremental/incremental-options';
export { JsonListPaginator } from './pagination/json-list-paginator';
export type { Page, PageRequest, PageStep, ReadPage } from './pagination/page';
export type { PageAck } from './pagination/page-ack';
export { Paginator } from './pagination/paginator';
export type {
  CommitOptions,
  FinishedPage,
  FinishedPages,
  ProcessOptions,
  ProcessPage,
} from './pagination/process-options';
export type { OnDrift, PageDrift } from './pagination/page-drift';
export type { PageCursor, PartitionCursor } from './pagination/page-cursor';
export type { PageProgress } from './pagination/page-progress';
export type { OnKeysetUnsupported, PageStrategy } from './pagination/page-strategy';
export type { PaginatorOptions } from './pagination/paginator-options';
export type { Reading, ReadItems } from './pagination/read-items';
export type {
  ListListener,
  Misfit,
  ReadOptions,
  Requestor,
  TraceOptions,
  ValidationMode,
} from './pagination/requestor';
export type { SinceCursor } from './incremental/since-cursor';
export type { EdgeEntry, Watermark } from './incremental/watermark';

export type { AimdOptions } from './policies/aimd-rate';
export type { CircuitBreakerOptions, CircuitState } from './policies/circuit-breaker';
export { DefaultRetryPolicy } from './policies/default-retry-policy';
export { IDEMPOTENT_METHODS } from './policies/idempotent-methods';
export type { FailureRatioOptions } from './policies/failure-ratio';
export type { LruCacheOptions } from './policies/lru-cache';
export type { RandomSource } from './policies/random';
export type { RetryBudgetOptions } from './policies/retry-budget';
export type { RetryOptions } from './policies/retry-options';
export type { RetryPolicy, RetryState } from './policies/retry-policy';
export { retryWithPolicy } from './policies/retry-with-policy';
export { surelyNotTaken } from './policies/surely-not-taken';
export type { RateLimit } from './policies/token-bucket';
export { toRetryConfig } from './policies/to-retry-config';

export type {
  Coding,
  Form,
  ImednetRecord,
  Interval,
  Job,
  Keyword,
  Query,
  QueryComment,
  RecordRevision,
  Role,
  Site,
  Study,
  Subject,
  User,
  Variable,
  Visit,
  WriteReceipt,
  WriteState,
} from './models/models';
export type { ItemsByResource, ResourceName } from './models/items-by-resource';
export type { Dated, DateFormat, WithDates } from './models/with-dates';
export { CodingsResource } from './resources/codings';
export { FormsResource } from './resources/forms';
export { IntervalsResource } from './resources/intervals';
export {
  type JobOptions,
  type JobPollManyOptions,
  type JobResultsOptions,
  type JobPollOptions,
  JobsResource,
} from './resources/jobs';
export type { ListOptions, StudyListOptions } from './resources/list-options';
export {
  type ItemOptions,
  ListResource,
  type SelectionOptions,
  type WatchedOptions,
} from './resources/list-resource';
export type { ItemKey } from './resources/only-item';
export { QueriesResource } from './resources/queries';
export { RecordRevisionsResource } from './resources/record-revisions';
export {
  type RecordAs,
  type RecordListOptions,
  RecordsResource,
  type SinceOptions,
} from './resources/records';
export type { ListSinceOptions } from './resources/since-options';
export { SitesResource } from './resources/sites';
export { StudiesResource } from './resources/studies';
export { StudyListResource } from './resources/study-list-resource';
export { SubjectsResource } from './resources/subjects';
export { type UserListOptions, UsersResource } from './resources/users';
export { VariablesResource } from './resources/variables';
export { VisitsResource } from './resources/visits';

export type { AnswerCheck, VariableTypes } from './study-schema/answer-checks';
export type { NewRecordLike } from './study-schema/new-record-like';
export type { RecordDataSchema, RecordDataSchemaOptions } from './study-schema/record-data-schema';
export type { DataProblem, SchemaProblem, SchemaRule } from './study-schema/schema-problem';
export type { SchemaOptions } from './study-schema/shared-schemas';
export type { StudyDefinitions } from './study-schema/study-definitions';
export { StudySchema } from './study-schema/study-schema';
export { variableKind, type VariableKind } from './study-schema/variable-kind';

export type { ItemChange, ListChanges } from './watch/list-changes';
export type { WatchSettings } from './watch/watch-settings';
export type { WatchStatus } from './watch/watch-status';

export type { CreateOptions } from './writes/create-options';
export type {
  NewRecord,
  NewSubject,
  RecordUpdate,
  ScheduledRecord,
  UnscheduledRecord,
} from './writes/new-record';
export type { RecordCheck } from './writes/record-check';
export type { ReconcileOptions } from './writes/reconcile-options';
export type { SubmitOptions } from './writes/submit-options';
export type { WriteJournal } from './writes/write-journal';
export type { DateOptions, ReadingOptions, ValidationOptions } from './validation/reading-options';
export type { ItemVerdict, Verdict, VerdictReason, WriteVerdict } from './writes/write-verdict';
