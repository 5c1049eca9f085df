import type { Coding, ImednetRecord } from 'imednet-rx';
import { FIRST_ID } from '../ids';
import { DAY, milliseconds, timestamp } from '../timestamp';
import { codedVariable } from './coded-records';
import type { CodedRecords } from './coded-records';
import { formAt } from './form-templates';
import { generateRecord } from './records';
import type { StudyPlan } from './study-plan';

export function generateCoding(plan: StudyPlan, coded: CodedRecords, index: number): Coding {
  const random = plan.random('coding', index);
  const record = generateRecord(plan, coded.at(index));
  const person = random.int(0, 11);
  const again = random.chance(0.1);
  const variable = codedVariable(formAt(record.formId - FIRST_ID.form)) ?? '';
  return codingOf(plan, record, {
    codingId: FIRST_ID.coding + index,
    variable,
    value: String(record.recordData[variable]),
    revision: again ? 2 : 1,
    reason: again ? 'Term refined' : null,
    person,
    dateCoded: timestamp(plan.by(milliseconds(record.dateModified) + random.int(1, 14) * DAY)),
  });
}

/** The coding of an answer; medication and all else have dictionaries of their own. */
export function codingOf(
  plan: StudyPlan,
  record: ImednetRecord,
  entry: Pick<Coding, 'codingId' | 'variable' | 'value' | 'revision' | 'reason' | 'dateCoded'> & {
    /** The index of whoever coded it. */
    readonly person: number;
  },
): Coding {
  const coder = plan.person(entry.person);
  const medication = record.formKey === 'CM';
  return {
    studyKey: record.studyKey,
    siteName: plan.siteName(record.siteId - FIRST_ID.site),
    siteId: record.siteId,
    subjectId: record.subjectId,
    subjectKey: record.subjectKey,
    formId: record.formId,
    formName: formAt(record.formId - FIRST_ID.form).name,
    formKey: record.formKey,
    revision: entry.revision,
    recordId: record.recordId,
    variable: entry.variable,
    value: entry.value,
    codingId: entry.codingId,
    code: entry.value.toUpperCase(),
    codedBy: `${coder.firstName} ${coder.lastName}`,
    reason: entry.reason,
    dictionaryName: medication ? 'WHODrug' : 'MedDRA',
    dictionaryVersion: medication ? '2025.1' : '28.0',
    dateCoded: entry.dateCoded,
  };
}
