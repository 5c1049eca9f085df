import { API_FIELDS, type ApiResource, type Fields, type ValueField } from '../../spec/api-fields';
import { parseField } from '../../spec/field-misfits';
import { itemCheck } from './check-item';

const VALID = {
  string: 'x',
  integer: 7,
  number: 0.5,
  boolean: true,
  timestamp: '2024-02-29 23:59:59',
  date: '2024-02-29',
  instant: [2024, 2, 29, 23, 59, 59, 0],
  object: {},
};
const WRONG = {
  string: 7,
  integer: '7',
  number: '7',
  boolean: 'true',
  timestamp: '2024-02-30 00:00:00',
  date: '2024-02-29 00:00:00',
  instant: '2024-02-29 23:59:59',
  object: [],
};
const EXPECTED = {
  ...{ string: 'string', integer: 'integer', number: 'number', boolean: 'boolean', object: 'object' },
  ...{ timestamp: 'date and time', date: 'date', instant: 'date in parts' },
};

/** An item that is as documented, with one of each item that it holds. */
function itemOf(fields: Fields): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      typeof field === 'string' ? VALID[parseField(field).type] : [itemOf(field[0])],
    ]),
  );
}

/** Checks each field of an item, within `inItem`, which puts it in its place. */
function checkFields(
  fields: Fields,
  check: (item: unknown) => readonly unknown[],
  inItem: (part: unknown) => unknown,
  path: string,
): void {
  const item = itemOf(fields);
  const having = (name: string, value: unknown): unknown => inItem({ ...item, [name]: value });
  for (const [name, field] of Object.entries(fields)) {
    const at = path + name;
    if (typeof field !== 'string') {
      checkFields(field[0], check, (part) => having(name, [part]), `${at}[].`);
      expect(check(having(name, [])))
        .withContext(at)
        .toEqual([]);
      expect(check(having(name, null))).toEqual([{ field: at, kind: 'type', expected: 'Array' }]);
      expect(check(having(name, [7]))).toEqual([{ field: `${at}[]`, kind: 'type', expected: 'Object' }]);
      continue;
    }
    const { type, nullable, optional } = parseField(field satisfies ValueField);
    const misfit = [{ field: at, kind: 'type', expected: EXPECTED[type] }];
    expect(check(having(name, WRONG[type])))
      .withContext(at)
      .toEqual(misfit);
    expect(check(having(name, null)))
      .withContext(`${at}: null`)
      .toEqual(nullable ? [] : misfit);
    const without = Object.entries(item).filter(([other]) => other !== name);
    expect(check(inItem(Object.fromEntries(without))))
      .withContext(`without ${at}`)
      .toEqual(optional ? [] : [{ field: at, kind: 'missing' }]);
  }
  expect(check(having('extra', 1))).toEqual([{ field: `${path}extra`, kind: 'unknown' }]);
}

describe('the check of an item', () => {
  for (const resource of Object.keys(API_FIELDS) as readonly ApiResource[]) {
    it(`knows what ${resource} are made of`, () => {
      const check = itemCheck(resource);
      expect(check(itemOf(API_FIELDS[resource]))).toEqual([]);
      checkFields(API_FIELDS[resource], check, (item) => item, '');
    });
  }

  const noItems: readonly unknown[] = [null, undefined, 7, 'x', true];
  for (const item of noItems) {
    it(`does not take ${JSON.stringify(item)} for an item`, () => {
      expect(itemCheck('sites')(item)).toEqual([{ field: '(item)', kind: 'type', expected: 'Object' }]);
    });
  }

  it('does not look into answers, whose names only a form knows', () => {
    const record = itemOf(API_FIELDS.records);
    expect(itemCheck('records')({ ...record, recordData: { 'Jane Canary': { born: [null] } } })).toEqual([]);
  });

  it('tells each field that does not fit, and names nothing that it holds', () => {
    const canary = 'Jane Canary';
    const site = { ...itemOf(API_FIELDS.sites), siteId: canary, dateCreated: canary, [canary]: canary };
    const mismatches = itemCheck('sites')(site);
    expect(mismatches).toEqual([
      { field: 'siteId', kind: 'type', expected: 'integer' },
      { field: 'dateCreated', kind: 'type', expected: 'date and time' },
      { field: '(other)', kind: 'unknown' },
    ]);
    expect(JSON.stringify(mismatches)).not.toContain('Canary');
  });

  it('does not take what every object inherits for a field', () => {
    const site = JSON.parse('{"__proto__": 1, "constructor": 2, "toString": 3}') as object;
    const fields = itemCheck('sites')({ ...itemOf(API_FIELDS.sites), ...site })
      .filter(({ kind }) => kind === 'unknown')
      .map(({ field }) => field);
    expect(fields).toEqual(jasmine.arrayWithExactContents(['constructor', 'toString', '__proto__']));
  });
});
