/** A way to read all records of a list. */
export interface Contender {
  readonly name: string;
  /** Its module in `contenders/`. */
  readonly file: string;
}

export const REFERENCE: Contender = { name: 'node:http + JSON.parse', file: 'node-http.mjs' };
export const AXIOS: Contender = { name: 'axios loop', file: 'axios-loop.mjs' };
export const LIBRARY: Contender = { name: 'imednet-rx', file: 'imednet-rx.mjs' };

/** In the order of their runs. */
export const CONTENDERS: readonly Contender[] = [
  REFERENCE,
  { name: 'global fetch (undici)', file: 'global-fetch.mjs' },
  AXIOS,
  { name: 'axios + rxjs expand()', file: 'axios-expand.mjs' },
  LIBRARY,
];
