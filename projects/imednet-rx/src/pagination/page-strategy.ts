/** How one page is found behind another: `offset` counts pages, `keyset` goes on behind the last key. */
export type PageStrategy = 'offset' | 'keyset';
