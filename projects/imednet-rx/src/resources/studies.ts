import { encodePath } from '../http/encode-path';
import type { ListOptions } from './list-options';
import { type ListPlace, ListResource } from './list-resource';
import type { Study } from '../models/study';

/** Studies that the credentials may see. */
export class StudiesResource extends ListResource<Study, ListOptions<Study>, string> {
  protected override readonly name = 'studies';
  protected override readonly itemKey = 'studyKey';
  protected override readonly keyIsNumber = false;

  protected override place(): ListPlace {
    return { path: encodePath('studies') };
  }
}
