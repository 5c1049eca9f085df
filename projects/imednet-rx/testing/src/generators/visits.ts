import type { Visit } from 'imednet-rx';
import { FIRST_ID } from '../ids';
import { DAY, day, timestamp } from '../timestamp';
import { intervalName } from './definitions';
import { formAt } from './form-templates';
import { generateRecord } from './records';
import type { StudyPlan } from './study-plan';

/** Days before and after the planned one that still are in a visit's window. */
const SLACK = 2;

/** A visit took place when the record that captures its date says so. */
export function generateVisit(plan: StudyPlan, index: number): Visit {
  const subject = plan.subjectOfVisit(index);
  const interval = plan.intervalOfVisit(index);
  const planned = plan.plannedAt(index);
  const scheduled = interval > 0;
  const field = plan.visitDateField(interval);
  const recordIndex = field ? plan.scheduledRecord(subject, interval, field.form) : -1;
  const record = recordIndex < 0 ? undefined : generateRecord(plan, recordIndex);
  const created = timestamp(plan.enrolledAt(subject));
  return {
    studyKey: plan.studyKey,
    visitId: FIRST_ID.visit + index,
    intervalId: FIRST_ID.interval + interval,
    intervalName: intervalName(interval),
    subjectId: FIRST_ID.subject + subject,
    subjectKey: plan.subjectKey(subject),
    startDate: scheduled ? day(planned - SLACK * DAY) : null,
    endDate: scheduled ? day(planned + SLACK * DAY) : null,
    dueDate: scheduled ? day(planned) : null,
    visitDate: field && record && !record.deleted ? String(record.recordData[field.variable]) : null,
    visitDateForm: field ? formAt(field.form).name : null,
    visitDateQuestion: field?.variable ?? null,
    deleted: false,
    dateCreated: created,
    dateModified: record?.dateModified ?? created,
  };
}
