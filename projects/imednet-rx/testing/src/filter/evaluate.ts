import type { FilterExpression } from './parse';
import { FilterError } from './tokenize';
import type { FilterCondition, FilterOperator } from './tokenize';

/** Tells whether a value passes one condition. */
type ValueTest = (value: unknown) => boolean;

const STORED_TIMESTAMP = /^\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d)?$/;
const TIMESTAMP = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d:\d\d)Z?)?$/;

/**
 * Turns a filter into a test of rows.
 *
 * `attributes` names what may be filtered, each with an example value: a value that cannot be
 * compared with it is refused rather than never matched.
 */
export function compileFilter(
  expression: FilterExpression,
  attributes: ReadonlyMap<string, unknown>,
): (row: object) => boolean {
  const alternatives = expression.map((conditions) =>
    conditions.map((condition) => {
      checkComparable(condition, attributes);
      return { attribute: condition.attribute, test: compileCondition(condition) };
    }),
  );
  return (row) =>
    alternatives.some((conditions) =>
      conditions.every(({ attribute, test }) => test((row as Record<string, unknown>)[attribute])),
    );
}

function checkComparable(condition: FilterCondition, attributes: ReadonlyMap<string, unknown>): void {
  const { attribute, operator, value } = condition;
  if (!attributes.has(attribute)) throw new FilterError(`unknown attribute ${attribute}`);
  const example = attributes.get(attribute);
  if (example !== null && typeof example === 'object') {
    throw new FilterError(`attribute ${attribute} cannot be filtered`);
  }
  const equality = operator === '==' || operator === '!=';
  if (isNull(condition)) {
    if (!equality) throw new FilterError('null can only be compared with == and !=');
    return;
  }
  if (typeof example === 'number' && operator !== '=~' && Number.isNaN(toNumber(value))) {
    throw new FilterError(`attribute ${attribute} needs a number`);
  }
  if (typeof example === 'boolean' && !(equality && /^(?:true|false)$/.test(value))) {
    throw new FilterError(`attribute ${attribute} can only equal true or false`);
  }
  if (
    typeof example === 'string' &&
    STORED_TIMESTAMP.test(example) &&
    operator !== '=~' &&
    !TIMESTAMP.test(value)
  ) {
    throw new FilterError(`attribute ${attribute} needs a timestamp`);
  }
}

function compileCondition(condition: FilterCondition): ValueTest {
  const { operator, value } = condition;
  const holds = HOLDS[operator];
  const asNumber = toNumber(value);
  const asTimestamp = toTimestamp(value);
  const matchesNull = isNull(condition);

  return (actual) => {
    if (actual === undefined) return false;
    if (actual === null || matchesNull) return (operator === '!=') !== (actual === null && matchesNull);
    if (operator === '=~' || typeof actual === 'boolean') return holds(asText(actual), value);
    if (typeof actual === 'number') return holds(actual, asNumber);
    const text = asText(actual);
    if (asTimestamp !== undefined && STORED_TIMESTAMP.test(text)) {
      return holds(toTimestamp(text) ?? text, asTimestamp);
    }
    return holds(text, value);
  };
}

const HOLDS: Readonly<Record<FilterOperator, (a: string | number, b: string | number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '=~': (a, b) => String(a).includes(String(b)),
};

function isNull({ value, quoted }: FilterCondition): boolean {
  return value === 'null' && !quoted;
}

function toNumber(text: string): number {
  return text.trim() === '' ? NaN : Number(text);
}

/** Answers that are lists or objects are compared by their JSON. */
function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Brings the ways to write an instant or a day into one that sorts as text. */
function toTimestamp(text: string): string | undefined {
  const found = TIMESTAMP.exec(text);
  return found ? `${found[1] ?? ''} ${found[2] ?? '00:00:00'}` : undefined;
}
