import type { Form } from '../src/models/form';
import type { Interval } from '../src/models/interval';
import type { Variable } from '../src/models/variable';

const DATES = { dateCreated: '2024-01-01 00:00:00', dateModified: '2024-01-01 00:00:00' };

/** A form of the study DEMO, in use unless told otherwise. */
export function aForm(formId: number, formKey: string, changes: Partial<Form> = {}): Form {
  const flags = { embeddedLog: false, enforceOwnership: false, userAgreement: false, eproForm: false };
  return {
    ...{ studyKey: 'DEMO', formId, formKey, formName: `Form ${formKey}`, formType: 'Subject', revision: 1 },
    ...{ ...flags, subjectRecordReport: false, unscheduledVisit: false, otherForms: false, allowCopy: true },
    ...{ disabled: false, ...DATES, ...changes },
  };
}

/** A variable of a form, in use unless told otherwise. */
export function aVariable(
  { formId, formKey, formName }: Form,
  variableName: string,
  variableType: string,
  changes: Partial<Variable> = {},
): Variable {
  return {
    ...{ studyKey: 'DEMO', variableId: formId * 100, variableType, variableName, sequence: 1, revision: 1 },
    ...{ disabled: false, deleted: false, blinded: false, variableOid: 'OID', label: variableName, ...DATES },
    ...{ formId, formKey, formName, ...changes },
  };
}

/** An interval that has some forms, in use unless told otherwise. */
export function anInterval(
  intervalId: number,
  intervalName: string,
  forms: readonly Form[],
  changes: Partial<Interval> = {},
): Interval {
  return {
    ...{ studyKey: 'DEMO', intervalId, intervalName, intervalDescription: intervalName, intervalSequence: 1 },
    ...{ intervalGroupId: null, intervalGroupName: null, timeline: 'None', definedUsingInterval: null },
    ...{ windowCalculationForm: null, windowCalculationDate: null, actualDateForm: null, actualDate: null },
    ...{ dueDateWillBeIn: null, negativeSlack: null, positiveSlack: null, eproGracePeriod: null },
    forms: forms.map(({ formId, formKey, formName }) => ({ formId, formKey, formName })),
    ...{ disabled: false, ...DATES, ...changes },
  };
}
