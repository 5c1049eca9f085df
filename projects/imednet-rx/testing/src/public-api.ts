export { FakeImednet } from './fake-imednet';
export { fakeImednetAdapter } from './fake-imednet-adapter';
export type { FakeImednetAdapterOptions } from './fake-imednet-adapter';
export type { FakeRequest, FakeResponse } from './fake-messages';
export type { FakeImednetOptions } from './fake-options';
export type { QueryStep } from './generators/queries';
export type { CollectionEnd } from './lazy-collection';
export type { RecordChanges } from './record-changes';
