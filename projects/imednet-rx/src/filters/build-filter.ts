import { InvalidArgumentError } from '../errors/client-error';
import { Condition, type FilterOperator } from './condition';
import { Combination } from './filter';
import { type FilterScalar, filterValue } from './filter-value';

/** One comparison, written out. */
interface Term {
  readonly attribute: string;
  readonly text: string;
}

/** Each is a way for an item to pass; its terms must all hold. */
type Alternatives = readonly (readonly Term[])[];

const ATTRIBUTE = /^[A-Za-z_][A-Za-z0-9_.]*$/;
/** An address has room for about as many. */
const MAX_ALTERNATIVES = 100;

/**
 * Writes a filter in the API's syntax.
 *
 * The API knows no parentheses, and AND binds tighter than OR: what needs them is written out as alternatives.
 *
 * @param filter - attributes and what they have to be, or a combination of such
 * @param operators - those that may be used
 * @throws InvalidArgumentError for what the API can't express, without repeating a value
 */
export function buildFilter(filter: object, operators: ReadonlySet<FilterOperator>): string {
  return alternativesOf(filter, operators)
    .map((terms) => terms.map(({ text }) => text).join(';'))
    .join(',');
}

function alternativesOf(filter: object, operators: ReadonlySet<FilterOperator>): Alternatives {
  if (!(filter instanceof Combination)) {
    return allOf(Object.entries(filter).map(([attribute, value]) => compared(attribute, value, operators)));
  }
  const parts = (filter.parts as readonly object[]).map((part) => alternativesOf(part, operators));
  if (parts.length === 0) throw new InvalidArgumentError(`${filter.joint} needs at least one filter.`);
  return filter.joint === 'and' ? allOf(parts) : oneOf(parts);
}

/** What one attribute has to be. */
function compared(attribute: string, value: unknown, operators: ReadonlySet<FilterOperator>): Alternatives {
  if (!ATTRIBUTE.test(attribute)) {
    throw new InvalidArgumentError(
      'The name of an attribute in a filter is letters, digits, "_" and "." only.',
    );
  }
  const condition = isCondition(value) ? value : new Condition('==', [value]);
  const { operator } = condition;
  if (!operators.has(operator)) {
    throw new InvalidArgumentError(
      `The filter by ${attribute} can't use ${operator}, which is for recordDataFilter.`,
    );
  }
  return condition.values.map((one) => [
    { attribute, text: `${attribute}${operator}${filterValue(one as FilterScalar)}` },
  ]);
}

function isCondition(value: unknown): value is Condition<unknown> {
  return value instanceof Condition;
}

function oneOf(parts: readonly Alternatives[]): Alternatives {
  const alternatives = parts.flat();
  // One that everything passes would make the others void.
  if (alternatives.some((terms) => terms.length === 0)) {
    throw new InvalidArgumentError('A filter without attributes matches everything. Leave it out of the OR.');
  }
  return limited(alternatives);
}

/** Each way to pass one of the parts, with each way to pass the others. */
function allOf(parts: readonly Alternatives[]): Alternatives {
  return parts.reduce<Alternatives>(
    (before, part) => limited(before.flatMap((terms) => part.map((more) => joined(terms, more)))),
    [[]],
  );
}

function joined(terms: readonly Term[], more: readonly Term[]): readonly Term[] {
  const twice = more.find(({ attribute }) => terms.some((term) => term.attribute === attribute));
  if (!twice) return [...terms, ...more];
  throw new InvalidArgumentError(
    `The filter names ${twice.attribute} twice, and the API takes each attribute once. ` +
      'Use anyOf for several values; for a range, filter by one end and look at the other yourself.',
  );
}

function limited(alternatives: Alternatives): Alternatives {
  if (alternatives.length <= MAX_ALTERNATIVES) return alternatives;
  throw new InvalidArgumentError(
    `The filter has more than ${String(MAX_ALTERNATIVES)} alternatives when it is written out. Read several lists.`,
  );
}
