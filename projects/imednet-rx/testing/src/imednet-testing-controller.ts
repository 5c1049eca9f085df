import { AdapterOverride } from 'imednet-rx';
import type { AxiosAdapter } from 'axios';
import { ImednetTestRequest } from './imednet-test-request';
import { describeMatcher, type ImednetRequestMatcher, matches } from './request-match';

/**
 * Keeps requests until a test answers them, as Angular's `HttpTestingController` does.
 *
 * Interceptors, credentials, retries and paging are those of the client: only the network is missing. It needs no
 * Angular: pass its `adapter` to a client, or provide it with `provideImednetTesting()`.
 *
 * @example
 * ```ts
 * const controller = new ImednetTestingController();
 * const imednet = createImednet({ auth: new SameOriginAuth(), baseUrl: 'https://edc.test', adapter: controller.adapter });
 * imednet.studies.list().subscribe((study) => console.log(study.studyKey));
 * await controller.expectOne('/studies').flushItems([{ studyKey: 'DEMO' }]);
 * controller.verify();
 * ```
 */
export class ImednetTestingController extends AdapterOverride {
  #waiting: ImednetTestRequest[] = [];

  /** Sends to the controller instead of the network. */
  override readonly adapter: AxiosAdapter = (config) => {
    const request = new ImednetTestRequest(config);
    this.#waiting.push(request);
    return request.answer;
  };

  /**
   * Takes all requests that are meant.
   *
   * @param matcher - path, facts, or a function
   */
  match(matcher: ImednetRequestMatcher): ImednetTestRequest[] {
    const taken = this.#waiting.filter(({ request }) => matches(matcher, request));
    this.#waiting = this.#waiting.filter((request) => !taken.includes(request));
    return taken;
  }

  /**
   * Takes the one request that is meant.
   *
   * @param matcher - path, facts, or a function
   * @throws Error when there is none, or more than one
   */
  expectOne(matcher: ImednetRequestMatcher): ImednetTestRequest {
    const [request, ...others] = this.match(matcher);
    if (request && others.length === 0) return request;
    const found = request ? `there are ${others.length + 1}` : `there is none${this.#whatElse()}`;
    throw new Error(`Expected one request for ${describeMatcher(matcher)}, but ${found}.`);
  }

  /**
   * Makes sure that nobody sent what is meant.
   *
   * @param matcher - path, facts, or a function
   * @throws Error when somebody did
   */
  expectNone(matcher: ImednetRequestMatcher): void {
    const count = this.match(matcher).length;
    if (count > 0)
      throw new Error(`Expected no request for ${describeMatcher(matcher)}, but there are ${count}.`);
  }

  /**
   * Makes sure that no request is left.
   *
   * @param options - `ignoreCancelled`: those whose subscriber left do not count; `false` by default
   * @throws Error when there is one
   */
  verify({ ignoreCancelled = false }: { readonly ignoreCancelled?: boolean } = {}): void {
    if (ignoreCancelled) this.#waiting = this.#waiting.filter(({ cancelled }) => !cancelled);
    if (this.#waiting.length > 0) throw new Error(`Expected no open requests${this.#whatElse()}.`);
  }

  /** Paths only: queries may hold more than a report of tests should. */
  #whatElse(): string {
    if (this.#waiting.length === 0) return '';
    return `; open: ${this.#waiting.map(({ request }) => `${request.method} ${request.path}`).join(', ')}`;
  }
}
