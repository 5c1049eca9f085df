/** How a contender reads. */
export interface ContenderOptions {
  /** Pages under way at the same time over as many connections, given in order; 1 by default. */
  readonly inFlight?: number;
  /** The library's adapter of `imednet-rx/node` instead of axios' own. */
  readonly nodeAdapter?: boolean;
  /** How the consumer takes pages: pushed items by default, or work on pages, which takes its time. */
  readonly consumer?: 'items' | 'concatMap' | 'process' | 'pull';
  /** Time that the work on a page takes, in ms. */
  readonly workMs?: number;
  /** Requests of a contender that reads no list. */
  readonly requests?: number;
  /** Folder of the library's bundles. */
  readonly bundles?: string;
  /** The bundle that is measured. */
  readonly bundle?: Bundle;
  /** Whether logs, spans and metrics are wanted. */
  readonly observed?: boolean;
  /** More options of the list. */
  readonly list?: { readonly validate?: 'warn' | 'strict'; readonly dates?: 'Date' };
}

/** A bundle of the library. */
export type Bundle = 'bare' | 'unchecked' | 'instrumented';

/** A way to read all records of a list. */
export interface Contender {
  readonly name: string;
  /** Its module in `contenders/`. */
  readonly file: string;
  readonly options?: ContenderOptions;
}

const many = (inFlight: number): string => (inFlight === 1 ? '' : `, ${inFlight} in flight`);

/** The reference: Node's own client and `JSON.parse`, nothing else. */
export const bareHttp = (inFlight = 1): Contender => ({
  name: `node:http + JSON.parse${many(inFlight)}`,
  file: 'node-http.mjs',
  options: { inFlight },
});

export const globalFetch = (inFlight = 1): Contender => ({
  name: `global fetch (undici)${many(inFlight)}`,
  file: 'global-fetch.mjs',
  options: { inFlight },
});

export const bareAxios = (inFlight = 1): Contender => ({
  name: `axios${many(inFlight)}`,
  file: 'axios.mjs',
  options: { inFlight },
});

export const axiosExpand = (): Contender => ({ name: 'axios + rxjs expand()', file: 'axios-expand.mjs' });

/** The library over axios' own adapter, as it is without further ado. */
export const imednet = (inFlight = 1): Contender => ({
  name: `imednet-rx${many(inFlight)}`,
  file: 'imednet-rx.mjs',
  options: { inFlight },
});

/** The library over its own adapter for Node. */
export const imednetNode = (inFlight = 1, more: ContenderOptions = {}, name = ''): Contender => ({
  name: `imednet-rx + nodeAdapter${many(inFlight)}${name}`,
  file: 'imednet-rx.mjs',
  options: { inFlight, nodeAdapter: true, ...more },
});

/** Many small requests through the whole pipeline. */
export const tinyClient = (requests: number, nodeAdapter: boolean): Contender => ({
  name: `ImednetClient.get${nodeAdapter ? ', nodeAdapter' : ''}`,
  file: 'tiny-client.mjs',
  options: { requests, nodeAdapter },
});

/** The same requests through axios and axios-observable, as they are. */
export const tinyAxios = (requests: number, nodeAdapter: boolean): Contender => ({
  name: `axios-observable${nodeAdapter ? ', nodeAdapter' : ''}`,
  file: 'tiny-axios.mjs',
  options: { requests, nodeAdapter },
});

/** The same requests through the adapter alone. */
export const tinyAdapter = (requests: number): Contender => ({
  name: 'nodeAdapter alone',
  file: 'tiny-adapter.mjs',
  options: { requests },
});

/** The library as bundled for the bench, over its own adapter for Node. */
export const bundledImednet = (
  name: string,
  bundle: 'bare' | 'instrumented',
  observed = false,
): Contender => ({ name, file: 'bundled.mjs', options: { bundle, observed } });

/** The same, with items checked or converted. */
export const checkedImednet = (
  name: string,
  bundle: Bundle,
  list: ContenderOptions['list'] = {},
): Contender => ({ name, file: 'bundled.mjs', options: { bundle, list } });
