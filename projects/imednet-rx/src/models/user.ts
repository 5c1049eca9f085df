import type { Role } from './role';

/** A user of a study, with the roles held in it. */
export interface User {
  /** A UUID. */
  readonly userId: string;
  readonly login: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly userActiveInStudy: boolean;
  readonly roles: readonly Role[];
}
