import type { Field, Fields, FieldType, ValueField } from './api-fields';

const FITS: Readonly<Record<FieldType, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  integer: Number.isSafeInteger,
  number: Number.isFinite,
  boolean: (value) => typeof value === 'boolean',
  timestamp: (value) => isMatch(value, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
  date: (value) => isMatch(value, /^\d{4}-\d\d-\d\d$/),
  instant: (value) => Array.isArray(value) && value.length === 7 && value.every(Number.isSafeInteger),
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

/** A field's type and what may stand in its place. */
export function parseField(field: ValueField): {
  readonly type: FieldType;
  readonly nullable: boolean;
  readonly optional: boolean;
} {
  const [type, ...others] = field.split(' | ');
  return {
    type: type as FieldType,
    nullable: others.includes('null'),
    optional: others.includes('missing'),
  };
}

/** Where an item is not what its fields say: the paths of what is missing, superfluous or of another type. */
export function fieldMisfits(fields: Fields, item: object): string[] {
  const unknown = Object.keys(item).filter((name) => !Object.hasOwn(fields, name));
  return [
    ...unknown.map((name) => `${name} is not documented`),
    ...Object.entries(fields).flatMap(([name, field]) => misfitsOf(name, field, Reflect.get(item, name))),
  ];
}

function misfitsOf(name: string, field: Field, value: unknown): string[] {
  if (typeof field === 'string') {
    const { type, nullable, optional } = parseField(field);
    const fits = value === undefined ? optional : value === null ? nullable : FITS[type](value);
    return fits ? [] : [`${name} is no ${field}`];
  }
  if (!Array.isArray(value)) return [`${name} is no list`];
  return value.flatMap((item: unknown, index) =>
    FITS.object(item)
      ? fieldMisfits(field[0], item as object).map((misfit) => `${name}[${index}].${misfit}`)
      : [`${name}[${index}] is no object`],
  );
}

function isMatch(value: unknown, pattern: RegExp): boolean {
  return (
    typeof value === 'string' && pattern.test(value) && !Number.isNaN(Date.parse(value.replace(' ', 'T')))
  );
}
