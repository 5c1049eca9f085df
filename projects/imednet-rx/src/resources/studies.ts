import { defer, type Observable, type ObservableInput } from 'rxjs';
import { encodePath } from '../http/encode-path';
import type { Page } from '../pagination/page';
import type { PageAck } from '../pagination/page-ack';
import { Paginator, type ProcessOptions } from '../pagination/paginator';
import { asOperation, type Requestor } from '../pagination/requestor';
import { type ListOptions, toPaginatorOptions } from './list-options';
import type { Study } from './models/study';

/** Studies that the credentials may see. */
export class StudiesResource {
  readonly #client: Requestor;

  constructor(client: Requestor) {
    this.#client = client;
  }

  /**
   * Streams the studies.
   *
   * @param options - filter, order, paging
   * @returns cold; emits each study, page by page, and completes behind the last; errors with a typed error
   *
   * @example
   * ```ts
   * imednet.studies.list().subscribe((study) => console.log(study.studyKey));
   * ```
   */
  list(options: ListOptions = {}): Observable<Study> {
    return this.#read('list', options, (list) => list.items());
  }

  /** Streams the studies as whole pages; otherwise as {@link list}. */
  pages(options: ListOptions = {}): Observable<Page<Study>> {
    return this.#read('pages', options, (list) => list.pages());
  }

  /** Works through the studies at the consumer's pace, page by page; see `RecordsResource.process`. */
  process(
    project: (page: Page<Study>) => ObservableInput<unknown>,
    options: ListOptions & ProcessOptions = {},
  ): Observable<PageAck> {
    return this.#read('process', options, (list) => list.process(project, options));
  }

  #read<R>(
    verb: string,
    options: ListOptions,
    read: (list: Paginator<Study>) => Observable<R>,
  ): Observable<R> {
    return defer(() => {
      const pages = toPaginatorOptions(options, 'studyKey');
      return asOperation(this.#client, { name: `studies.${verb}` }, (client) =>
        read(new Paginator(client, encodePath('studies'), pages)),
      );
    });
  }
}
