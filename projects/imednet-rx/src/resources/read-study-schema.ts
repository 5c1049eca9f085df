import { map, type Observable, toArray } from 'rxjs';
import type { Context } from '../context/context';
import { ResponseContractError } from '../errors/response-contract-error';
import { allOf } from '../http/all-of';
import type { Requestor } from '../pagination/requestor';
import { assertDefinitions } from '../study-schema/assert-definitions';
import { StudySchema } from '../study-schema/study-schema';
import { FormsResource } from './forms';
import { IntervalsResource } from './intervals';
import { VariablesResource } from './variables';

/** Reads all that a study defines; emits once and completes. */
export function readStudySchema(
  client: Requestor,
  context: Context,
  studyKey: string,
): Observable<StudySchema> {
  // A definition that is passed over would have right records refused.
  const options = { studyKey, pageSize: 500, onDrift: 'reconcile' } as const;
  return allOf([
    new FormsResource(client, context).list(options).pipe(toArray()),
    new VariablesResource(client, context).list(options).pipe(toArray()),
    new IntervalsResource(client, context).list(options).pipe(toArray()),
  ]).pipe(
    map(([forms, variables, intervals]) => {
      const definitions = { forms, variables, intervals };
      assertDefinitions(
        definitions,
        (problem) =>
          new ResponseContractError(
            `The definitions of the study can't be used: ${problem}. Report this to the vendor.`,
          ),
      );
      return new StudySchema({ studyKey, ...definitions });
    }),
  );
}
