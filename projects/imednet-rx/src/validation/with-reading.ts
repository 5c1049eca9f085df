import type { Observable } from 'rxjs';
import { loadOnDemand } from '../http/load-on-demand';
import type { ResourceName } from '../models/items-by-resource';
import type { ReadItems } from '../pagination/read-items';
import type { Requestor } from '../pagination/requestor';
import type { ReadingPlan } from './reading-options';

/**
 * Runs what reads items, once everything is there that it needs; at once when nothing is asked for.
 *
 * @param resource - name of the list
 * @param plan - how its items are read, if not as they come
 * @param client - told what does not fit
 * @param run - reads the list
 */
export function withReading<T, R>(
  resource: ResourceName,
  plan: ReadingPlan | undefined,
  { lists }: Requestor,
  run: (readItems: ReadItems<T> | undefined) => Observable<R>,
): Observable<R> {
  if (!plan) return run(undefined);
  const feature = plan.items !== 'off' ? 'validate' : plan.dates === 'Date' ? 'dates' : 'recordDataSchema';
  const load = () =>
    Promise.all([import('./items-reader'), plan.items === 'off' ? undefined : import('./check-item')]);
  return loadOnDemand(feature, load, ([{ ItemsReader }, checking]) => {
    const reader = new ItemsReader(resource, plan, checking?.itemCheck(resource), lists);
    return run((page) => reader.read(page) as readonly T[] | Promise<readonly T[]>);
  });
}
