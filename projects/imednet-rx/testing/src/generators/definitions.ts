import type { Form, Interval, Role, Site, Study, User, Variable } from 'imednet-rx';
import { FIRST_ID } from '../ids';
import { DAY, dateParts, timestamp } from '../timestamp';
import { formAt, FORMS } from './form-templates';
import type { StudyPlan } from './study-plan';

const INTERVAL_NAMES = ['Screening', 'Baseline'];

export function generateStudy(plan: StudyPlan): Study {
  return {
    sponsorKey: String(100 + plan.index),
    studyKey: plan.studyKey,
    studyId: FIRST_ID.study + plan.index,
    studyName: plan.words.title,
    studyDescription: `${plan.words.title}, sponsored by ${plan.words.sponsor}`,
    studyType: 'STUDY',
    dateCreated: timestamp(plan.startedAt),
    dateModified: timestamp(plan.by(plan.startedAt + DAY)),
  };
}

export function generateSite(plan: StudyPlan, index: number): Site {
  const random = plan.random('site', index);
  const created = plan.by(plan.startedAt + random.int(0, 14 * 24) * 3_600_000);
  return {
    studyKey: plan.studyKey,
    siteId: FIRST_ID.site + index,
    siteName: plan.siteName(index),
    siteEnrollmentStatus: random.pick(['Enrollment Open', 'Enrollment Open', 'Enrollment Closed']),
    dateCreated: timestamp(created),
    dateModified: timestamp(plan.by(created + random.int(0, 30) * DAY)),
  };
}

export function generateForm(plan: StudyPlan, index: number): Form {
  const template = formAt(index);
  return {
    studyKey: plan.studyKey,
    formId: FIRST_ID.form + index,
    formKey: template.key,
    formName: template.name,
    formType: 'Subject',
    revision: 1 + (index % 3),
    embeddedLog: template.key === 'CM',
    enforceOwnership: false,
    userAgreement: false,
    subjectRecordReport: false,
    unscheduledVisit: template.unscheduled === true,
    otherForms: template.unscheduled === true,
    eproForm: false,
    allowCopy: true,
    disabled: false,
    dateCreated: timestamp(plan.startedAt),
    dateModified: timestamp(plan.by(plan.startedAt + index * DAY)),
  };
}

export function intervalName(index: number): string {
  return INTERVAL_NAMES[index] ?? `Day ${(index - 1) * 14}`;
}

export function generateInterval(plan: StudyPlan, index: number): Interval {
  const forms = Array.from(
    { length: Math.min(plan.settings.recordsPerVisit, FORMS.length - 1) },
    (_, nth) => {
      const form = plan.scheduledForm(index, nth);
      return { formId: FIRST_ID.form + form, formKey: formAt(form).key, formName: formAt(form).name };
    },
  );
  const first = index === 0;
  const field = plan.visitDateField(index);
  return {
    studyKey: plan.studyKey,
    intervalId: FIRST_ID.interval + index,
    intervalName: intervalName(index),
    intervalDescription: intervalName(index),
    intervalSequence: (index + 1) * 10,
    intervalGroupId: first ? null : 10,
    intervalGroupName: first ? null : 'Treatment',
    timeline: first ? 'None' : 'Due Date',
    definedUsingInterval: first ? null : intervalName(0),
    windowCalculationForm: first ? null : 'Registration',
    windowCalculationDate: first ? null : 'regdt',
    actualDateForm: field ? formAt(field.form).name : null,
    actualDate: field?.variable ?? null,
    dueDateWillBeIn: first ? null : index * 14,
    negativeSlack: first ? null : 2,
    positiveSlack: first ? null : 2,
    eproGracePeriod: index < 2 ? null : 2,
    forms,
    disabled: false,
    dateCreated: timestamp(plan.startedAt),
    dateModified: timestamp(plan.by(plan.startedAt + DAY)),
  };
}

const VARIABLES = FORMS.flatMap((form, formIndex) =>
  form.variables.map((variable, sequence) => ({ variable, formIndex, sequence })),
);

/** The number of variables of all forms. */
export const VARIABLE_COUNT = VARIABLES.length;

export function generateVariable(plan: StudyPlan, index: number): Variable {
  const found = VARIABLES[index];
  if (!found) throw new RangeError(`no variable at ${index}`);
  const form = formAt(found.formIndex);
  return {
    studyKey: plan.studyKey,
    variableId: FIRST_ID.variable + index,
    variableType: found.variable.type,
    variableName: found.variable.name,
    sequence: found.sequence + 1,
    revision: 1 + (found.formIndex % 3),
    disabled: false,
    dateCreated: timestamp(plan.startedAt),
    dateModified: timestamp(plan.by(plan.startedAt + found.formIndex * DAY)),
    formId: FIRST_ID.form + found.formIndex,
    variableOid: `VAR-${index + 1}`,
    deleted: false,
    formKey: form.key,
    formName: form.name,
    label: found.variable.label,
    blinded: false,
  };
}

const ROLES = ['Research Coordinator', 'Principal Investigator', 'Monitor', 'Data Manager'] as const;

/** The name of the role that the n-th person holds. */
export function roleName(person: number): string {
  return ROLES[person % ROLES.length] ?? ROLES[0];
}

/** Somebody with a role, another one for each number in turn. */
export function personWithRole(role: (typeof ROLES)[number], nth: number): number {
  return ROLES.indexOf(role) + ROLES.length * (nth % 3);
}

export function generateUser(plan: StudyPlan, index: number): User {
  const random = plan.random('user', index);
  const person = plan.person(index);
  const active = index % 5 !== 3;
  const held = index % 3 === 2 ? [index, index + 1] : [index];
  return {
    userId: random.uuid((index + 1).toString(16).padStart(8, '0')),
    login: person.login,
    firstName: person.firstName,
    lastName: person.lastName,
    email: `${person.login.replace(/[^a-z0-9]/g, '')}@example.com`,
    userActiveInStudy: active,
    roles: held.map((role) => generateRole(plan, role % ROLES.length, !active)),
  };
}

function generateRole(plan: StudyPlan, index: number, inactive: boolean): Role {
  const name = roleName(index);
  return {
    dateCreated: dateParts(plan.startedAt),
    dateModified: dateParts(plan.by(plan.startedAt + DAY)),
    roleId: plan.random('role', index).uuid(),
    communityId: 1,
    name,
    description: name,
    level: 1 + index,
    type: 'Study',
    inactive,
  };
}
