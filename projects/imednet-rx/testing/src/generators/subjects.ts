import type { Subject, Visit } from 'imednet-rx';
import { FIRST_ID } from '../ids';
import { DAY, day, timestamp } from '../timestamp';
import { intervalName } from './definitions';
import { generateKeywords } from './keywords';
import type { StudyPlan } from './study-plan';

export function generateSubject(plan: StudyPlan, index: number): Subject {
  const random = plan.random('subject', index);
  const site = plan.siteOfSubject(index);
  const enrolled = plan.enrolledAt(index);
  return {
    studyKey: plan.studyKey,
    subjectId: FIRST_ID.subject + index,
    subjectOid: subjectOid(index),
    subjectKey: plan.subjectKey(index),
    subjectStatus: random.pick(['Enrolled', 'Enrolled', 'Screened', 'Completed', 'Withdrawn']),
    siteId: FIRST_ID.site + site,
    siteName: plan.siteName(site),
    deleted: random.chance(0.02),
    enrollmentStartDate: timestamp(enrolled),
    dateCreated: timestamp(enrolled),
    dateModified: timestamp(enrolled + random.int(0, 90) * DAY),
    keywords: generateKeywords(random, 0.25, enrolled),
  };
}

export function subjectOid(index: number): string {
  return `SUB-${index + 1}`;
}

export function generateVisit(plan: StudyPlan, index: number): Visit {
  const subject = plan.subjectOfVisit(index);
  const interval = plan.intervalOfVisit(index);
  const planned = plan.enrolledAt(subject) + interval * 14 * DAY;
  const visited = plan.visitedAt(index);
  return {
    studyKey: plan.studyKey,
    visitId: FIRST_ID.visit + index,
    intervalId: FIRST_ID.interval + interval,
    intervalName: intervalName(interval),
    subjectId: FIRST_ID.subject + subject,
    subjectKey: plan.subjectKey(subject),
    startDate: day(planned - 2 * DAY),
    endDate: day(planned + 2 * DAY),
    dueDate: interval === 0 ? null : day(planned),
    visitDate: day(visited),
    visitDateForm: 'Vital Signs',
    visitDateQuestion: 'vsdt',
    deleted: false,
    dateCreated: timestamp(plan.enrolledAt(subject)),
    dateModified: timestamp(visited),
  };
}
