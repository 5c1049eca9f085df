import { DestroyRef, inject, PendingTasks } from '@angular/core';
import { AdapterOverride, Context, Imednet, ImednetClient, type ImednetConfig } from 'imednet-rx';
import { combineSettings } from './combine-settings';
import { countPending } from './count-pending';
import type { ImednetFeature } from './imednet-feature';

/**
 * Makes an instance that is closed with the current injector.
 *
 * @throws ConfigurationError naming each setting that is missing, invalid or given twice
 */
export function makeInstance(
  config: ImednetConfig | (() => ImednetConfig),
  features: readonly ImednetFeature[],
): Imednet {
  const settings = combineSettings(typeof config === 'function' ? config() : config, features);
  const { context, defaultStudyKey, interceptors, ...clientConfig } = settings;
  const adapter = inject(AdapterOverride, { optional: true })?.adapter ?? settings.adapter;
  const client = new ImednetClient({
    ...clientConfig,
    ...(adapter === undefined ? {} : { adapter }),
    interceptors: {
      ...interceptors,
      perCall: [countPending(inject(PendingTasks)), ...(interceptors?.perCall ?? [])],
    },
  });
  inject(DestroyRef).onDestroy(() => {
    client.close();
  });
  return new Imednet(client, context ?? new Context(defaultStudyKey));
}
