import { type BaseIssue, type GenericSchema, safeParse } from 'valibot';
import type { ResourceName } from '../models/items-by-resource';
import { fieldPath } from './field-path';
import { fitsAtAGlance } from './fits-at-a-glance';
import type { Mismatch } from './mismatch';
import { SCHEMAS } from './schemas/schemas';
import { unknownFields } from './unknown-fields';

const NONE: readonly Mismatch[] = [];

/** Tells what of an item is not as its schema says; nothing of one that fits. */
export type CheckItem = (item: unknown) => readonly Mismatch[];

/** How the items of a resource are checked. */
export function itemCheck(resource: ResourceName): CheckItem {
  const schema: GenericSchema = SCHEMAS[resource];
  const fits = fitsAtAGlance(schema);
  return (item) => {
    if (fits(item)) return NONE;
    const { issues } = safeParse(schema, item);
    const unknown = unknownFields(schema, item);
    return [
      ...(issues ?? []).map(mismatchOf),
      ...unknown.map((path): Mismatch => ({ field: fieldPath(path), kind: 'unknown' })),
    ];
  };
}

/** Picks what names the field and its kind: an issue's input and its path hold what was found. */
function mismatchOf({ type, expected, message, path }: BaseIssue<unknown>): Mismatch {
  const field = fieldPath((path ?? []).map(({ key }) => key));
  if (path?.at(-1)?.origin === 'key') return { field, kind: 'missing' };
  return { field, kind: 'type', expected: type === 'custom' ? message : (expected ?? type) };
}
