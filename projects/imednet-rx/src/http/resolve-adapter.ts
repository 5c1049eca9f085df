import type { AxiosAdapter } from 'axios';
import { ConfigurationError } from '../errors/client-error';
import { ModuleUnavailableError } from '../errors/module-unavailable-error';
import { fetchAdapter } from './fetch-adapter';
import { inThisContext } from './in-this-context';

/** Whether an adapter works here; Node's sockets first, then `fetch`, since `xhr` can't refuse a redirect. */
const IS_HERE: Readonly<Record<string, () => boolean>> = {
  http: () => Object.prototype.toString.call(globals.process) === '[object process]',
  fetch: () => typeof globals.fetch === 'function',
  xhr: () => typeof globals.XMLHttpRequest === 'function',
};

const globals = globalThis as { process?: unknown; fetch?: unknown; XMLHttpRequest?: unknown };

/**
 * Finds the adapter that sends.
 *
 * @param adapter - itself, or a name; the first that works here by default
 * @throws ConfigurationError when there is none of that name here
 */
export function resolveAdapter(adapter?: AxiosAdapter | string): AxiosAdapter {
  if (typeof adapter === 'function') return adapter;
  const name = adapter ?? Object.keys(IS_HERE).find((each) => IS_HERE[each]?.());
  if (name === undefined || !Object.hasOwn(IS_HERE, name) || !IS_HERE[name]?.()) {
    throw new ConfigurationError(
      "`adapter` is none that works here. Pass 'http' (Node), 'fetch', 'xhr' (browsers) or a function.",
    );
  }
  return name === 'fetch' ? fetchAdapter : loadedOnDemand(name);
}

async function load(name: string): Promise<AxiosAdapter> {
  if (name === 'xhr') return (await import('./xhr-adapter')).xhrAdapter;
  return (await import('./http-adapter')).loadHttpAdapter();
}

/** An adapter that is loaded when it first sends. */
function loadedOnDemand(name: string): AxiosAdapter {
  let send: AxiosAdapter | undefined;
  return (config) => {
    if (send) return send(config);
    const sendFirst = inThisContext((loaded: AxiosAdapter) => loaded(config));
    return load(name).then(
      (loaded) => sendFirst((send = loaded)),
      (cause: unknown) => {
        throw new ModuleUnavailableError(`adapter: '${name}'`, cause);
      },
    );
  };
}
