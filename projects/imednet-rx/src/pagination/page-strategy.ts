/** How one page is found behind another: `offset` counts pages, `keyset` goes on behind the last key. */
export type PageStrategy = 'offset' | 'keyset';

/** What to do when the server does not honour the order or the filter that `keyset` stands on. */
export type OnKeysetUnsupported = 'error' | 'offset';
