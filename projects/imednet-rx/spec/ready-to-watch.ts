import type { Observable } from 'rxjs';
import { InvalidArgumentError } from '../src/errors/client-error';
import type { WatchSettings } from '../src/watch/watch-settings';
import { failureOf } from './failure-of';

/** A resource of a study. */
interface Watchable {
  watch(options: { readonly studyKey: string }, settings: WatchSettings): Observable<unknown>;
}

/** Lets a resource load what watching needs, which takes real time, and sends nothing; then time can be virtual. */
export async function readyToWatch<R extends Watchable>(resource: R): Promise<R> {
  expect(await failureOf(resource.watch({ studyKey: 'DEMO' }, { every: 0 }))).toBeInstanceOf(
    InvalidArgumentError,
  );
  return resource;
}
