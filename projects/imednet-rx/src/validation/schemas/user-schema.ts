import { array, object } from 'valibot';
import { integer, dateParts, flag, text } from './fields';

/** What a `User` is made of. */
export const userSchema = object({
  userId: text,
  login: text,
  firstName: text,
  lastName: text,
  email: text,
  userActiveInStudy: flag,
  roles: array(
    object({
      dateCreated: dateParts,
      dateModified: dateParts,
      roleId: text,
      communityId: integer,
      name: text,
      description: text,
      level: integer,
      type: text,
      inactive: flag,
    }),
  ),
});
