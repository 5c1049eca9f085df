import { map, type Observable, of, switchMap } from 'rxjs';
import type { ResourceName } from '../models/items-by-resource';
import type { ReadItems } from '../pagination/read-items';
import type { Requestor } from '../pagination/requestor';
import type { CheckItem } from './check-item';
import { ItemsReader } from './items-reader';
import { loadItemCheck } from './load-item-check';
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
  const check$: Observable<CheckItem | undefined> =
    plan.items === 'off' ? of(undefined) : loadItemCheck(resource);
  return check$.pipe(
    map((check) => new ItemsReader(resource, plan, check, lists)),
    switchMap((reader) => run((page) => reader.read(page) as readonly T[] | Promise<readonly T[]>)),
  );
}
