import { API_FIELDS, type ApiResource, type Fields, type FieldType } from '../../spec/api-fields';
import type * as models from './models';

/** The model of each resource. */
interface Models {
  studies: models.Study;
  sites: models.Site;
  forms: models.Form;
  intervals: models.Interval;
  visits: models.Visit;
  subjects: models.Subject;
  users: models.User;
  variables: models.Variable;
  codings: models.Coding;
  queries: models.Query;
  recordRevisions: models.RecordRevision;
  records: models.ImednetRecord;
  jobs: models.Job;
}

interface TypeOf extends Record<FieldType, unknown> {
  string: string;
  integer: number;
  number: number;
  boolean: boolean;
  timestamp: string;
  date: string;
  instant: readonly number[];
  object: Readonly<Record<string, unknown>>;
}

type ValueOf<F> = F extends readonly [infer Nested extends Fields]
  ? readonly ItemOf<Nested>[]
  : F extends `${infer Present} | missing`
    ? ValueOf<Present>
    : F extends `${infer NotNull} | null`
      ? ValueOf<NotNull> | null
      : F extends FieldType
        ? TypeOf[F]
        : never;

type OptionalKey<F extends Fields> = {
  [K in keyof F]: F[K] extends `${string} | missing` ? K : never;
}[keyof F];
type Flat<T> = { [K in keyof T]: T[K] };

/** The type of an item that has these fields. */
type ItemOf<F extends Fields> = Flat<
  { readonly [K in Exclude<keyof F, OptionalKey<F>>]: ValueOf<F[K]> } & {
    readonly [K in OptionalKey<F>]?: ValueOf<F[K]>;
  }
>;

type Same<A, B> = [A, B] extends [B, A] ? true : false;

/** The names of fields that a model lacks, has on its own, or types in another way. */
type Differing<F extends Fields, Model> = {
  [K in keyof F | keyof Model]-?: K extends keyof F & keyof Model & keyof ItemOf<F>
    ? Same<Pick<ItemOf<F>, K>, Pick<Model, K>> extends true
      ? never
      : K
    : K;
}[keyof F | keyof Model];

/** What differs, for the compiler to name it, or that nothing does. */
type Agreement<F extends Fields, Model> = [Differing<F, Model>] extends [never]
  ? 'agreed'
  : Differing<F, Model>;

/** Checked by the compiler: an error here names the field on which a model and the API differ. */
describe('the types of the models', () => {
  it('are those of the fields that the API documents', () => {
    const agreements: { [R in ApiResource]: Agreement<(typeof API_FIELDS)[R], Models[R]> } = {
      studies: 'agreed',
      sites: 'agreed',
      forms: 'agreed',
      intervals: 'agreed',
      visits: 'agreed',
      subjects: 'agreed',
      users: 'agreed',
      variables: 'agreed',
      codings: 'agreed',
      queries: 'agreed',
      recordRevisions: 'agreed',
      records: 'agreed',
      jobs: 'agreed',
    };
    expect(Object.keys(agreements)).toEqual(Object.keys(API_FIELDS));
  });

  it('are compared by name, type, null, absence and what is nested', () => {
    interface Fact {
      a: 'integer | null';
      b: 'string | missing';
      c: readonly [{ d: 'instant' }];
    }
    interface Rest {
      readonly a: number | null;
      readonly b?: string;
      readonly c: readonly { readonly d: readonly number[] }[];
    }
    const differing: [
      Agreement<Pick<Fact, keyof Fact>, Rest>,
      Agreement<Pick<Fact, 'a'>, { readonly a: number }>,
      Agreement<Pick<Fact, 'a'>, { readonly a: string | null }>,
      Agreement<Pick<Fact, 'b'>, { readonly b: string }>,
      Agreement<Pick<Fact, 'c'>, { readonly c: readonly { readonly d: string }[] }>,
      Agreement<Pick<Fact, 'a'>, Pick<Rest, 'a' | 'b'>>,
      Agreement<Pick<Fact, 'a' | 'b'>, Pick<Rest, 'a'>>,
    ] = ['agreed', 'a', 'a', 'b', 'c', 'b', 'b'];
    expect(differing.length).toBe(7);
  });
});
