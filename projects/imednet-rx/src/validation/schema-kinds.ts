import type { ArraySchema, BaseIssue, BaseSchema, CustomSchema, NullableSchema, ObjectSchema } from 'valibot';

/** Any schema of valibot that is not asynchronous. */
export type Schema = BaseSchema<unknown, unknown, BaseIssue<unknown>>;
/** One of arrays. */
export type OfArray = ArraySchema<Schema, undefined>;
/** One of objects. */
export type OfObject = ObjectSchema<Readonly<Record<string, Schema>>, undefined>;
/** One that a function decides. */
export type OfCheck = CustomSchema<unknown, undefined>;
/** One that wraps another, and lets something pass that is no value. */
export type OfWrapped = NullableSchema<Schema, undefined>;
