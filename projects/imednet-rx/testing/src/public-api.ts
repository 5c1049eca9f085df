export { FakeImednet } from './fake-imednet';
export { fakeImednetAdapter } from './fake-imednet-adapter';
export type { FakeImednetAdapterOptions } from './fake-imednet-adapter';
export type { FakeRequest, FakeResponse } from './fake-messages';
export type { FakeImednetOptions } from './fake-options';
export type { QueryStep } from './generators/queries';
export type { CollectionEnd } from './lazy-collection';
export type { RecordChanges } from './record-changes';
export {
  type FlushErrorOptions,
  type FlushItemsOptions,
  type FlushOptions,
  ImednetTestRequest,
} from './imednet-test-request';
export { ImednetTestingController } from './imednet-testing-controller';
export { provideFakeImednet } from './provide-fake-imednet';
export { provideImednetTesting } from './provide-imednet-testing';
export type { ImednetRequestMatch, ImednetRequestMatcher } from './request-match';
export type { TestingProvider } from './testing-provider';
