import type { QueryValue } from '../http/query-params';
import type { StudyListOptions } from './list-options';
import type { User } from '../models/user';
import { StudyListResource } from './study-list-resource';

/** Options of a list of users. */
export interface UserListOptions extends StudyListOptions<User> {
  /** Whether those who are no longer active in the study are listed too; the server's default is `false`. */
  readonly includeInactive?: boolean;
}

/** Users of a study, with the roles that they hold in it. */
export class UsersResource extends StudyListResource<User, UserListOptions, string> {
  protected override readonly name = 'users';
  protected override readonly itemKey = 'userId';
  protected override readonly keyIsNumber = false;

  protected override ownParams({ includeInactive }: UserListOptions): Record<string, QueryValue | undefined> {
    return { includeInactive };
  }
}
