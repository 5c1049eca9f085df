import { FakeImednet } from '../fake-imednet';
import type { FakeRequest, FakeResponse } from '../fake-messages';
import type { ListBody } from './ask';

/** A fake that keeps what it was asked for, and whose lists can be answered in another way. */
export class ObservedFake extends FakeImednet {
  readonly asked: FakeRequest[] = [];
  /** Changes the answer to a list. */
  rewrite: (body: ListBody<object>) => object = (body) => body;

  override handle(request: FakeRequest): FakeResponse {
    this.asked.push(request);
    const response = super.handle(request);
    if (request.method !== 'GET' || response.status !== 200 || request.path.includes('/jobs/'))
      return response;
    return { ...response, body: this.rewrite(response.body as ListBody<object>) };
  }
}
