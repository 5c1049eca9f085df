import { canonicalJson } from './canonical-json';

type Answers = Readonly<Record<string, unknown>>;

/** Whether a record holds all answers that were sent; servers may give numbers as texts, and nothing as an empty text. */
export function holdsAnswers(stored: unknown, sent: object): boolean {
  if (typeof stored !== 'object' || stored === null) return false;
  return Object.entries(sent).every(([name, answer]) => isSame((stored as Answers)[name], answer));
}

/** Whether there is an answer to be known by. */
export function hasAnswers(sent: object): boolean {
  return Object.values(sent).some((answer) => !isEmpty(answer));
}

function isSame(stored: unknown, sent: unknown): boolean {
  if (isEmpty(stored) || isEmpty(sent)) return isEmpty(stored) && isEmpty(sent);
  if (isScalar(stored) && isScalar(sent)) return String(stored) === String(sent);
  try {
    return canonicalJson(stored) === canonicalJson(sent);
  } catch {
    // Nested more deeply than JSON can be written, which what was sent is not.
    return false;
  }
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
