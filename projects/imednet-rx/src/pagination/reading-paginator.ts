import { Paginator } from './paginator';
import type { PaginatorOptions } from './paginator-options';
import type { ReadItems } from './read-items';
import type { Requestor } from './requestor';

/**
 * A {@link Paginator} whose items are checked or converted right behind the envelope, before anything is given.
 *
 * @typeParam T - one item as it is given
 */
export class ReadingPaginator<T> extends Paginator<T> {
  protected override readonly readItems: ReadItems<T> | undefined;

  /**
   * @param client - as for every paginator, and path and options too
   * @param readItems - reads the items of a page; they are given as they come without it
   */
  constructor(client: Requestor, path: string, options: PaginatorOptions, readItems?: ReadItems<T>) {
    super(client, path, options);
    this.readItems = readItems;
  }
}
