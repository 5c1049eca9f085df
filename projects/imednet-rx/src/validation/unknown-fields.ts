import type { OfArray, OfObject, Schema } from './schema-kinds';

/** Names, and positions in arrays. */
type Path = readonly (string | number)[];

/**
 * Finds the fields of an item, and of the items that it holds, that a schema does not have.
 *
 * @param schema - of the item; only those of objects and arrays are looked into
 * @param item - as it came
 * @param path - where it is
 */
export function unknownFields(schema: Schema, item: unknown, path: Path = []): readonly Path[] {
  const found: Path[] = [];
  if (Array.isArray(item)) {
    if (schema.type !== 'array') return found;
    item.forEach((part, index) => {
      found.push(...unknownFields((schema as OfArray).item, part, [...path, index]));
    });
  } else if (schema.type === 'object' && typeof item === 'object' && item !== null) {
    const { entries } = schema as OfObject;
    for (const name of Object.keys(item)) {
      const value = (item as Readonly<Record<string, unknown>>)[name];
      const entry = Object.hasOwn(entries, name) ? entries[name] : undefined;
      if (!entry) found.push([...path, name]);
      // Most are plain values, which hold nothing.
      else if (typeof value === 'object') found.push(...unknownFields(entry, value, [...path, name]));
    }
  }
  return found;
}
