import type { Subject } from 'imednet-rx';
import { FIRST_ID } from '../ids';
import type { Random } from '../random';
import { DAY, timestamp } from '../timestamp';
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
    subjectStatus: status(random, plan.enrolment(index)),
    siteId: FIRST_ID.site + site,
    siteName: plan.siteName(site),
    deleted: random.chance(0.02),
    enrollmentStartDate: timestamp(enrolled),
    dateCreated: timestamp(enrolled),
    dateModified: timestamp(plan.by(enrolled + random.int(0, 90) * DAY)),
    keywords: generateKeywords(random, 0.25, enrolled),
  };
}

export function subjectOid(index: number): string {
  return `SUB-${index + 1}`;
}

/** Who came early has mostly completed the study, who came last is mostly on its way. */
function status(random: Random, enrolment: number): string {
  if (random.chance(0.1)) return 'Withdrawn';
  if (random.chance(0.95 - enrolment)) return 'Completed';
  return random.chance(enrolment * 0.3) ? 'Screened' : 'Enrolled';
}
