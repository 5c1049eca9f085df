import type { ImednetRecord } from 'imednet-rx';
import type { FakeImednet } from 'imednet-rx/testing';
import { ControlError, type StudyChanges } from './read-control';

const COMPLETE = 'Record Complete';
const INCOMPLETE = 'Record Incomplete';

/**
 * Lets records change, go and come, in this order, so that none of those that come or go changes too.
 *
 * @throws ControlError
 */
export function changeStudy(fake: FakeImednet, { studyKey, insert, change, remove, at }: StudyChanges): void {
  const records = recordsOf(fake, studyKey);
  // Those that go are at the very end, those that change in front of them.
  const staying = at === 'start' ? records.slice(remove) : records.slice(0, records.length - remove);
  const changing =
    at === 'start' ? staying.slice(0, change) : staying.slice(Math.max(0, staying.length - change));
  for (const { recordId, recordStatus } of changing) {
    fake.changeRecord(studyKey, recordId, {
      recordStatus: recordStatus === COMPLETE ? INCOMPLETE : COMPLETE,
    });
  }
  if (remove > 0) fake.deleteRecords(studyKey, Math.min(remove, records.length), { at });
  if (insert > 0) fake.insertRecords(studyKey, insert, { at });
}

function recordsOf(fake: FakeImednet, studyKey: string): readonly ImednetRecord[] {
  try {
    return [...fake.records(studyKey)];
  } catch (error) {
    if (error instanceof RangeError) throw new ControlError('there is no such study', { cause: error });
    throw error;
  }
}
