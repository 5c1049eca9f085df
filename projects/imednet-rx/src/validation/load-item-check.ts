import { catchError, defer, from, map, type Observable, throwError } from 'rxjs';
import { SchemasUnavailableError } from '../errors/schemas-unavailable-error';
import type { ResourceName } from '../models/items-by-resource';
import type { CheckItem } from './check-item';

/**
 * Loads how the items of a resource are checked: a module of its own, which who does not validate never loads.
 *
 * @returns emits once and completes; errors with a `SchemasUnavailableError`
 */
export function loadItemCheck(resource: ResourceName): Observable<CheckItem> {
  return defer(() => from(import('./check-item'))).pipe(
    catchError((error: unknown) => throwError(() => new SchemasUnavailableError(error))),
    map(({ itemCheck }) => itemCheck(resource)),
  );
}
