import { isDateText, isTimeText } from './is-date-text';
import type { VariableKind } from './variable-kind';

/** What answers to variables of a kind have to be; only what no server could take for one is refused. */
interface AnswerRule {
  readonly expects: string;
  readonly fits: (answer: unknown) => boolean;
}

const WHOLE = /^[+-]?\d+$/;
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

const isText = (answer: unknown): answer is string => typeof answer === 'string';
const isNumber = (answer: unknown): boolean => Number.isFinite(answer);
const isChoice = (answer: unknown): boolean => isText(answer) || isNumber(answer);
const isDate = (answer: unknown): boolean => isText(answer) && isDateText(answer);
const dateRule: AnswerRule = {
  expects: 'must be a date as a text, YYYY-MM-DD, a part of it, or with a time',
  fits: isDate,
};

const RULES: Readonly<Record<VariableKind, AnswerRule>> = {
  text: { expects: 'must be a text', fits: isText },
  choice: { expects: 'must be one choice, as a text or a number', fits: isChoice },
  checkbox: {
    expects: 'must be true or false, or the choices as a text, a number, or a list of these',
    fits: (answer) =>
      typeof answer === 'boolean' ||
      isChoice(answer) ||
      (Array.isArray(answer) && answer.every((choice) => isChoice(choice))),
  },
  integer: {
    expects: 'must be a whole number, or one as a text',
    fits: (answer) => Number.isSafeInteger(answer) || (isText(answer) && WHOLE.test(answer)),
  },
  number: {
    expects: 'must be a number, or one as a text with a decimal point',
    fits: (answer) => isNumber(answer) || (isText(answer) && NUMBER.test(answer)),
  },
  date: dateRule,
  datetime: dateRule,
  time: {
    expects: 'must be a time as a text, HH:MM or HH:MM:SS',
    fits: (answer) => isText(answer) && isTimeText(answer),
  },
  file: { expects: 'must be a text', fits: isText },
  other: { expects: 'must be a value that JSON can hold', fits: isJson },
};

/** What answers to variables of a kind have to be. */
export function answerRule(kind: VariableKind): AnswerRule {
  return RULES[kind];
}

/** Tells whether a question was left open: the API sends an empty text then. */
export function isUnanswered(answer: unknown): boolean {
  return answer === undefined || answer === null || answer === '';
}

/** What JSON would leave out or turn into null would get lost without a word. */
function isJson(answer: unknown): boolean {
  return typeof answer === 'number' ? Number.isFinite(answer) : JSON_TYPES.has(typeof answer);
}

const JSON_TYPES: ReadonlySet<string> = new Set(['string', 'boolean', 'object']);
