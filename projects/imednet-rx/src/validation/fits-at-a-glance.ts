import type { OfArray, OfCheck, OfObject, OfWrapped, Schema } from './schema-kinds';

/** Whether a value fits for certain. */
export type Glance = (value: unknown) => boolean;

/**
 * Makes of a schema what tells at a glance that an item fits, and that it has no field that the schema has not.
 *
 * valibot writes down what it finds as it goes, which takes several times as long as to parse the item. Almost all items
 * fit; only the others are worth its report.
 *
 * @param schema - made of the kinds that the built-in schemas are made of
 * @returns `false` means: look closer. It is also the answer to any kind of schema that is not known here
 */
export function fitsAtAGlance(schema: Schema): Glance {
  const ofKind = KINDS[schema.type];
  return ofKind ? ofKind(schema) : () => false;
}

const KINDS: Readonly<Record<string, (schema: Schema) => Glance>> = {
  string: () => (value) => typeof value === 'string',
  number: () => Number.isFinite,
  boolean: () => (value) => typeof value === 'boolean',
  custom: (schema) => (schema as OfCheck).check,
  nullable: (schema) => {
    const fits = fitsAtAGlance((schema as OfWrapped).wrapped);
    return (value) => value === null || fits(value);
  },
  optional: (schema) => {
    const fits = fitsAtAGlance((schema as OfWrapped).wrapped);
    return (value) => value === undefined || fits(value);
  },
  nullish: (schema) => {
    const fits = fitsAtAGlance((schema as OfWrapped).wrapped);
    return (value) => value === undefined || value === null || fits(value);
  },
  array: (schema) => {
    const fits = fitsAtAGlance((schema as OfArray).item);
    return (value) => Array.isArray(value) && value.every(fits);
  },
  object: (schema) => objectAtAGlance(schema as OfObject),
};

function objectAtAGlance({ entries }: OfObject): Glance {
  const names = Object.keys(entries);
  const fits = Object.values(entries).map(fitsAtAGlance);
  return (value) => {
    if (typeof value !== 'object' || value === null) return false;
    let known = 0;
    for (let index = 0; index < names.length; index++) {
      const member = (value as Readonly<Record<string, unknown>>)[names[index] ?? ''];
      if (member !== undefined) known++;
      if (fits[index]?.(member) !== true) return false;
    }
    // As many as there are: then there are no others.
    return Object.keys(value).length === known;
  };
}
