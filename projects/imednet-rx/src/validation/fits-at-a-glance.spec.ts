import fc from 'fast-check';
import { type GenericSchema, lazy, safeParse, string } from 'valibot';
import { API_FIELDS, type ApiResource, type Fields } from '../../spec/api-fields';
import { parseField } from '../../spec/field-misfits';
import { holds } from '../../spec/holds';
import { fitsAtAGlance } from './fits-at-a-glance';
import { SCHEMAS } from './schemas/schemas';
import { unknownFields } from './unknown-fields';

const VALUES: readonly unknown[] = [
  ...[null, 0, 7, 0.5, -1, 2 ** 60, '', 'x', true, false, {}, [], [7], [[]], [{}], { a: 1 }],
  ...['2024-02-29 23:59:59', '2023-02-29 00:00:00', '2024-02-29', '2023-02-29', [2024, 2, 29, 0, 0, 0, 0]],
];
const TYPICAL = {
  ...{ string: 'x', integer: 7, number: 0.5, boolean: true, object: {} },
  ...{ timestamp: '2024-01-01 00:00:00', date: '2024-01-01', instant: [2024, 1, 1, 0, 0, 0, 0] },
};

/** Items that fit, or of which some fields are left out, hold anything, or come on top. */
const itemsOf = (fields: Fields): fc.Arbitrary<object> =>
  fc.boolean().chain((fitting) => itemOf(fields, fitting ? 0 : 1));

function itemOf(fields: Fields, mess: number): fc.Arbitrary<object> {
  const members = Object.entries(fields).map(([name, field]): [string, fc.Arbitrary<unknown>] => {
    const fitting =
      typeof field === 'string'
        ? fc.constant(TYPICAL[parseField(field).type])
        : fc.array(itemOf(field[0], mess), { maxLength: 2 });
    return [
      name,
      fc.oneof({ arbitrary: fitting, weight: 30 }, { arbitrary: fc.constantFrom(...VALUES), weight: mess }),
    ];
  });
  const change = fc.record({
    without: mess ? fc.option(fc.constantFrom(...Object.keys(fields)), { freq: 5 }) : fc.constant(null),
    extra: mess
      ? fc.option(fc.constantFrom('extra', 'constructor', 'toString'), { freq: 5 })
      : fc.constant(null),
  });
  return fc.tuple(fc.record(Object.fromEntries(members)), change).map(([item, { without, extra }]) => {
    const kept = Object.entries(item as object).filter(([name]) => name !== without);
    return Object.fromEntries(extra === null ? kept : [...kept, [extra, 1]]);
  });
}

describe('a glance at an item', () => {
  for (const resource of Object.keys(API_FIELDS) as readonly ApiResource[]) {
    it(`sees in ${resource} what valibot finds, and fields that it has not`, async () => {
      const schema: GenericSchema = SCHEMAS[resource];
      const fits = fitsAtAGlance(schema);
      const seen = new Set<boolean>();
      await holds(
        fc.property(itemsOf(API_FIELDS[resource]), (item) => {
          const found = safeParse(schema, item).success && unknownFields(schema, item).length === 0;
          seen.add(found);
          return fits(item) === found;
        }),
      );
      expect(seen.size).withContext('items that fit, and others').toBe(2);
    });
  }

  it('leaves to valibot what it does not know', () => {
    expect(fitsAtAGlance(lazy(() => string()))('x')).toBeFalse();
  });

  it('looks closer at what JSON can not hold', () => {
    const job = { jobId: 'a', batchId: 'b', state: '' };
    expect(fitsAtAGlance(SCHEMAS.jobs)(job)).toBeTrue();
    expect(fitsAtAGlance(SCHEMAS.jobs)({ ...job, progress: undefined })).toBeFalse();
  });
});
