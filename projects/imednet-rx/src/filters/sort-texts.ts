import { InvalidArgumentError } from '../errors/client-error';

const TEXT = /^([^\s,]+)(?:,(asc|desc))?$/i;

/**
 * An order as query parameters take it: a text for each attribute, first to last.
 *
 * @param sort - attributes with their directions, texts, or several of these
 * @returns `undefined` where no order is asked for
 * @throws InvalidArgumentError for what is no order, and for an attribute that comes twice
 */
export function sortTexts(sort: unknown): string | readonly string[] | undefined {
  if (sort === undefined || sort === null) return undefined;
  const criteria = (Array.isArray(sort) ? (sort as readonly unknown[]) : [sort]).flatMap(criteriaOf);
  if (new Set(criteria.map(([attribute]) => attribute)).size < criteria.length) {
    throw new InvalidArgumentError('An order names each attribute once.');
  }
  const [first, ...others] = criteria.map(([attribute, direction]) =>
    direction ? `${attribute},${direction}` : attribute,
  );
  // A single one as a text, as it was always sent: cursors that were saved hold a fingerprint of it.
  return first === undefined || others.length === 0 ? first : [first, ...others];
}

type Criterion = readonly [attribute: string, direction: string];

function criteriaOf(sort: unknown): readonly Criterion[] {
  if (typeof sort === 'string') return [criterion(sort)];
  if (typeof sort !== 'object' || sort === null || Array.isArray(sort)) throw invalid();
  return Object.entries(sort)
    .filter(([, direction]) => direction !== undefined)
    .map(([attribute, direction]) => criterion(`${attribute},${String(direction)}`));
}

function criterion(text: string): Criterion {
  const [, attribute, direction = ''] = TEXT.exec(text) ?? [];
  if (attribute === undefined) throw invalid();
  return [attribute, direction.toUpperCase()];
}

function invalid(): InvalidArgumentError {
  return new InvalidArgumentError(
    "An order is an attribute with asc or desc: { dateModified: 'desc' } or 'dateModified,DESC', or several of them.",
  );
}
