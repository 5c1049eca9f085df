import type { StandardSchemaV1 } from '@standard-schema/spec';
import { type } from 'arktype';
import * as v from 'valibot';
import { z } from 'zod';
import { checkData } from './check-data';

const CANARY = 'Jane Canary';
const data = { AETERM: 'Headache', AESEV: 'MILD', AESTDT: '2024-02-29' };

/** The same of three libraries: AETERM a text, AESEV one of two, AESTDT a date that becomes a `Date`. */
const SCHEMAS: Readonly<Record<string, StandardSchemaV1>> = {
  zod: z.object({ AETERM: z.string(), AESEV: z.enum(['MILD', 'SEVERE']), AESTDT: z.coerce.date() }),
  valibot: v.object({
    AETERM: v.string(),
    AESEV: v.picklist(['MILD', 'SEVERE']),
    AESTDT: v.pipe(
      v.string(),
      v.isoDate(),
      v.transform((text) => new Date(text)),
    ),
  }),
  arktype: type({ AETERM: 'string', AESEV: "'MILD' | 'SEVERE'", AESTDT: 'string.date.parse' }),
};

describe('the check of answers', () => {
  for (const [library, schema] of Object.entries(SCHEMAS)) {
    describe(`by a schema of ${library}`, () => {
      it('gives what the schema makes of them', async () => {
        const checked = (await checkData(schema, data)) as { readonly value: unknown };
        expect(checked.value).toEqual({ ...data, AESTDT: new Date('2024-02-29T00:00:00Z') });
      });

      it('names what is missing or does not fit, and not what is there', async () => {
        const checked = await checkData(schema, { AETERM: 7, AESEV: CANARY });
        expect(checked).toEqual({
          mismatches: jasmine.arrayWithExactContents([
            { field: 'recordData.AETERM', kind: 'type' },
            { field: 'recordData.AESEV', kind: 'type' },
            { field: 'recordData.AESTDT', kind: jasmine.stringMatching(/^(missing|type)$/) },
          ]),
        });
        expect(JSON.stringify(checked)).not.toContain(CANARY);
      });

      for (const none of [undefined, null, 'text', []]) {
        it(`does not take ${JSON.stringify(none)} for answers`, async () => {
          expect(await checkData(schema, none)).toEqual({ mismatches: jasmine.any(Array) });
        });
      }
    });
  }

  /** A schema that does what it is told. */
  const schemaOf = (validate: StandardSchemaV1['~standard']['validate']): StandardSchemaV1 => ({
    '~standard': { version: 1, vendor: 'specs', validate },
  });
  const unfit = { mismatches: [{ field: 'recordData', kind: 'type' }] } as const;

  it('reads both forms of a path', () => {
    const path = ['A', { key: 'B' }, 0, { key: CANARY }];
    expect(
      checkData(
        schemaOf(() => ({ issues: [{ message: CANARY, path }] })),
        data,
      ),
    ).toEqual({ mismatches: [{ field: 'recordData.A.B[].(other)', kind: 'missing' }] });
  });

  it('is synchronous as long as the schema is', () => {
    expect(
      checkData(
        schemaOf((value) => ({ value })),
        data,
      ),
    ).toEqual({ value: data });
  });

  const broken: readonly (readonly [story: string, validate: () => unknown])[] = [
    [
      'throws',
      () => {
        throw new Error(CANARY);
      },
    ],
    ['rejects', () => Promise.reject(new Error(CANARY))],
    ['gives nothing', () => undefined],
    ['promises nothing', () => Promise.resolve(undefined)],
  ];
  for (const [story, validate] of broken) {
    it(`takes answers for unfit when the schema ${story}`, async () => {
      expect(await checkData(schemaOf(validate as () => StandardSchemaV1.Result<unknown>), data)).toEqual(
        unfit,
      );
    });
  }
});
