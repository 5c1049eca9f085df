import type { Context } from '../context/context';
import { encodePath } from '../http/encode-path';
import type { Requestor } from '../pagination/requestor';
import type { StudyListOptions } from './list-options';
import { type ListPlace, ListResource } from './list-resource';
import type { ItemKey } from './only-item';

/**
 * A list inside a study.
 *
 * @typeParam T - one item
 * @typeParam O - options of the list
 * @typeParam K - the items' key
 */
export abstract class StudyListResource<
  T extends object,
  O extends StudyListOptions<T> = StudyListOptions<T>,
  K extends ItemKey = number,
> extends ListResource<T, O, K> {
  readonly #context: Context;

  /**
   * @param client - sends the requests
   * @param context - holds the default study key
   */
  constructor(client: Requestor, context: Context) {
    super(client);
    this.#context = context;
  }

  protected override place(options: Pick<O, 'studyKey'>): Required<ListPlace> {
    const studyKey = options.studyKey ?? this.#context.requireStudyKey();
    return { path: encodePath('studies', studyKey, this.name), studyKey };
  }
}
