import type { Random } from '../random';
import { day, DAY } from '../timestamp';
import type { WordPools } from './word-pools';

/** What an answer may depend on. */
export interface AnswerContext {
  readonly random: Random;
  readonly words: WordPools;
  /** The instant of the visit. */
  readonly visitedAt: number;
}

export interface VariableTemplate {
  readonly name: string;
  readonly label: string;
  readonly type: 'TEXT' | 'RADIO' | 'INTEGER' | 'DECIMAL' | 'DATE' | 'CHECKBOX';
  /** Whether answers are coded with a dictionary. */
  readonly coded?: boolean;
  /** Whether the answer is the day of the visit. */
  readonly visitDate?: boolean;
  readonly answer: (context: AnswerContext) => unknown;
}

export interface FormTemplate {
  readonly key: string;
  readonly name: string;
  readonly variables: readonly VariableTemplate[];
  /** Whether the form can be filled in between visits too. */
  readonly unscheduled?: boolean;
}

const radio = (name: string, label: string, ...choices: [string, ...string[]]): VariableTemplate => ({
  name,
  label,
  type: 'RADIO',
  answer: ({ random }) => random.pick(choices),
});
const coded = (name: string, label: string, ...terms: [string, ...string[]]): VariableTemplate => ({
  name,
  label,
  type: 'TEXT',
  coded: true,
  answer: ({ random }) => random.pick(terms),
});
const integer = (name: string, label: string, min: number, max: number): VariableTemplate => ({
  name,
  label,
  type: 'INTEGER',
  answer: ({ random }) => random.int(min, max),
});
const decimal = (name: string, label: string, min: number, max: number): VariableTemplate => ({
  name,
  label,
  type: 'DECIMAL',
  answer: ({ random }) => random.int(min * 10, max * 10) / 10,
});
const visitDate = (name: string, label: string): VariableTemplate => ({
  name,
  label,
  type: 'DATE',
  visitDate: true,
  answer: ({ visitedAt }) => day(visitedAt),
});
const date = (name: string, label: string, daysBefore: number): VariableTemplate => ({
  name,
  label,
  type: 'DATE',
  answer: ({ random, visitedAt }) => day(visitedAt - random.int(0, daysBefore) * DAY),
});
const checkbox = (name: string, label: string, probability: number): VariableTemplate => ({
  name,
  label,
  type: 'CHECKBOX',
  answer: ({ random }) => random.chance(probability),
});
const remark = (name: string): VariableTemplate => ({
  name,
  label: 'Remarks',
  type: 'TEXT',
  answer: ({ random, words }) => random.pick(words.remarks),
});

/** The forms that visits are scheduled with, in the order visits take them. */
export const VISIT_FORMS: readonly FormTemplate[] = [
  {
    key: 'AE',
    name: 'Adverse Event',
    unscheduled: true,
    variables: [
      coded('aeterm', 'Adverse event', 'Headache', 'Nausea', 'Bronchitis', 'Fatigue', 'Rash', 'Dizziness'),
      radio('aesev', 'Severity', 'Mild', 'Moderate', 'Severe'),
      checkbox('aeser', 'Serious?', 0.05),
      date('aestdt', 'Start date', 10),
    ],
  },
  {
    key: 'VS',
    name: 'Vital Signs',
    variables: [
      visitDate('vsdt', 'Date of measurement'),
      integer('vspulse', 'Pulse (1/min)', 48, 120),
      integer('vssys', 'Systolic blood pressure (mmHg)', 95, 185),
      integer('vsdia', 'Diastolic blood pressure (mmHg)', 55, 110),
      decimal('vstemp', 'Temperature (°C)', 35, 40),
    ],
  },
  {
    key: 'LB',
    name: 'Laboratory',
    variables: [
      visitDate('lbdt', 'Date of sample'),
      decimal('lbhgb', 'Haemoglobin (g/dL)', 9, 18),
      decimal('lbcrea', 'Creatinine (mg/dL)', 0, 3),
      integer('lbplt', 'Platelets (10⁹/L)', 120, 450),
      remark('lbcom'),
    ],
  },
  {
    key: 'CM',
    name: 'Concomitant Medication',
    unscheduled: true,
    variables: [
      coded('cmtrt', 'Medication', 'Aspirin', 'Ibuprofen', 'Metformin', 'Ramipril', 'Omeprazole'),
      integer('cmdose', 'Dose (mg)', 1, 800),
      radio('cmroute', 'Route', 'Oral', 'Intravenous', 'Topical'),
      checkbox('cmongo', 'Ongoing?', 0.4),
    ],
  },
  {
    key: 'EX',
    name: 'Exposure',
    variables: [
      visitDate('exdt', 'Date of dose'),
      decimal('exdose', 'Dose (mg)', 1, 50),
      checkbox('exmiss', 'Dose missed?', 0.1),
    ],
  },
  {
    key: 'MH',
    name: 'Medical History',
    variables: [
      coded('mhterm', 'Condition', 'Hypertension', 'Asthma', 'Type 2 diabetes', 'Migraine'),
      radio('mhstat', 'Status', 'Resolved', 'Ongoing'),
      remark('mhcom'),
    ],
  },
];

/** Registers a subject; no visit is scheduled with it. */
const REGISTRATION: FormTemplate = {
  key: 'REG',
  name: 'Registration',
  variables: [
    date('regdt', 'Date of consent', 0),
    radio('sex', 'Sex', 'Female', 'Male'),
    integer('age', 'Age (years)', 18, 90),
  ],
};

export const FORMS: readonly FormTemplate[] = [...VISIT_FORMS, REGISTRATION];

/** The position of the form that other records can be part of. */
export const ADVERSE_EVENT = VISIT_FORMS.findIndex(({ key }) => key === 'AE');

/** The form at a position that is known to exist. */
export function formAt(index: number): FormTemplate {
  return FORMS[index] ?? REGISTRATION;
}
