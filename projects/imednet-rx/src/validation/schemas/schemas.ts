import type { GenericSchema } from 'valibot';
import type { ItemsByResource } from '../../models/items-by-resource';
import { codingSchema } from './coding-schema';
import { formSchema } from './form-schema';
import { intervalSchema } from './interval-schema';
import { jobSchema } from './job-schema';
import { querySchema } from './query-schema';
import { recordRevisionSchema } from './record-revision-schema';
import { recordSchema } from './record-schema';
import { siteSchema } from './site-schema';
import { studySchema } from './study-schema';
import { subjectSchema } from './subject-schema';
import { userSchema } from './user-schema';
import { variableSchema } from './variable-schema';
import { visitSchema } from './visit-schema';

/** What the items of each resource are made of. */
export const SCHEMAS = {
  studies: studySchema,
  sites: siteSchema,
  forms: formSchema,
  intervals: intervalSchema,
  visits: visitSchema,
  subjects: subjectSchema,
  users: userSchema,
  variables: variableSchema,
  codings: codingSchema,
  queries: querySchema,
  recordRevisions: recordRevisionSchema,
  records: recordSchema,
  jobs: jobSchema,
} satisfies { readonly [R in keyof ItemsByResource]: GenericSchema<unknown, ItemsByResource[R]> };
