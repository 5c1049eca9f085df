import type { InferOutput } from 'valibot';
import type { ItemsByResource } from '../../models/items-by-resource';
import type { SCHEMAS } from './schemas';

/** Schemas make what can be changed; models say that nobody should. */
type Changeable<T> = T extends readonly (infer E)[]
  ? Changeable<E>[]
  : T extends object
    ? { -readonly [K in keyof T]: Changeable<T[K]> }
    : T;

type Exact<A, B> = [A, B] extends [B, A] ? true : 'the schema is another';

type Compared = {
  [R in keyof ItemsByResource]: Exact<
    Changeable<InferOutput<(typeof SCHEMAS)[R]>>,
    Changeable<ItemsByResource[R]>
  >;
};

/** Checked by the compiler: it does not accept the table when a schema and its model differ. */
describe('the types of the schemas', () => {
  it('are those of the models', () => {
    const same: Compared = {
      ...{ studies: true, sites: true, forms: true, intervals: true, visits: true, subjects: true },
      ...{ users: true, variables: true, codings: true, queries: true, recordRevisions: true },
      ...{ records: true, jobs: true },
    };
    // @ts-expect-error a member that may be absent makes another type
    const other: Exact<{ a: string }, { a?: string }> = true;
    expect([...Object.values(same), other].every(Boolean)).toBeTrue();
  });
});
