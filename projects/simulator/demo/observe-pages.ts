import type { Page } from 'imednet-rx';

/** Reports each page on its way through, without asking for any itself. */
export async function* observePages<T>(
  pages: AsyncIterable<Page<T>>,
  observer: (page: Page<T>) => void,
): AsyncGenerator<Page<T>> {
  for await (const page of pages) {
    observer(page);
    yield page;
  }
}
