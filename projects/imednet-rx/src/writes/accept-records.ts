import { InvalidArgumentError } from '../errors/client-error';
import { InvalidRecordsError, type RecordProblem } from '../errors/invalid-records-error';
import { serializeBody } from '../http/serialize-body';
import type { NewRecord } from './new-record';
import type { RecordCheck } from './record-check';
import { recordProblems } from './record-problems';

/**
 * Checks records, and copies them as they will be sent, so that what the caller changes later does not matter.
 *
 * @param items - the caller's
 * @param schema - looks at them, too
 * @throws InvalidRecordsError when one can't be written
 * @throws InvalidArgumentError when there is none
 */
export function acceptRecords(items: unknown, schema?: RecordCheck): readonly NewRecord[] {
  if (!Array.isArray(items) || items.length === 0) {
    throw new InvalidArgumentError('The records must be an array of at least one. Nothing was sent.');
  }
  const problems = problemsOf(items);
  if (problems.length > 0) throw new InvalidRecordsError(problems);
  const copies = JSON.parse(serializeBody(items)) as readonly NewRecord[];
  const broken = schema?.checkRecords(copies) ?? [];
  if (broken.length > 0) throw new InvalidRecordsError(broken);
  return copies;
}

function problemsOf(items: readonly unknown[]): RecordProblem[] {
  try {
    return recordProblems(items);
  } catch {
    // What a getter throws may quote an answer.
    throw new InvalidArgumentError(
      'A record could not be read: one of its properties throws an error. Nothing was sent.',
    );
  }
}
