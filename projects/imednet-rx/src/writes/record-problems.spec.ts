import { recordProblems } from './record-problems';

const data = { aeterm: 'Headache' };
const form = { formKey: 'AE' };

describe('recordProblems', () => {
  const good: readonly (readonly [string, object])[] = [
    ['the registration of a subject', { ...form, siteName: 'Basel', data }],
    ['one by numbers', { formId: 1, siteId: 7, data }],
    ['a scheduled record', { ...form, subjectKey: '001-0001', intervalName: 'Day 1', data }],
    ['an unscheduled record', { ...form, subjectOid: 'SUB-1', data }],
    ['an update by number', { ...form, recordId: 1, data }],
    ['an update by OID, whose subject is named too', { ...form, recordOid: 'REC-1', subjectId: 1, data }],
    [
      'answers of all kinds',
      { ...form, subjectId: 1, data: { a: null, b: 0, c: false, d: '', e: ['x'], f: { g: 1 } } },
    ],
    ['no answers yet', { ...form, siteId: 1, data: {} }],
    [
      'an object without a prototype',
      Object.assign(Object.create(null) as object, form, { siteId: 1, data }),
    ],
  ];
  for (const [story, item] of good) {
    it(`finds nothing wrong with ${story}`, () => {
      expect(recordProblems([item])).toEqual([]);
    });
  }

  const bad: readonly (readonly [string, unknown, ...(readonly [field: string, rule: string])[]])[] = [
    ['null', null, ['item', 'object']],
    ['a list', [], ['item', 'object']],
    ['a text', 'Jane', ['item', 'object']],
    ['no form', { siteId: 1, data }, ['formKey', 'required']],
    ['two forms', { ...form, formId: 1, siteId: 1, data }, ['formId', 'only-one-form']],
    ['two sites', { ...form, siteName: 'Basel', siteId: 1, data }, ['siteId', 'only-one-site']],
    [
      'three subjects',
      { ...form, subjectKey: 'a', subjectId: 1, subjectOid: 'b', data },
      ['subjectId', 'only-one-subject'],
      ['subjectOid', 'only-one-subject'],
    ],
    [
      'two intervals',
      { ...form, subjectId: 1, intervalId: 1, intervalName: 'x', data },
      ['intervalId', 'only-one-interval'],
    ],
    ['two records', { ...form, recordId: 1, recordOid: 'x', data }, ['recordOid', 'only-one-record']],
    ['nowhere to put it', { ...form, data }, ['subjectKey', 'subject-site-or-record']],
    ['a site beside a subject', { ...form, siteId: 1, subjectId: 1, data }, ['siteId', 'not-with-subject']],
    ['a site beside a record', { ...form, siteId: 1, recordId: 1, data }, ['siteId', 'not-with-record']],
    [
      'an interval beside a record',
      { ...form, intervalId: 1, recordId: 1, data },
      ['intervalId', 'not-with-record'],
    ],
    [
      'an interval beside a site',
      { ...form, intervalId: 1, siteId: 1, data },
      ['intervalId', 'only-with-subject'],
    ],
    // Without the check it would register the subject a second time.
    [
      'a subject key that is not there',
      { ...form, siteId: 1, subjectKey: undefined, data },
      ['subjectKey', 'text'],
      ['siteId', 'not-with-subject'],
    ],
    [
      'a misspelled subject key',
      { ...form, siteId: 1, subjectkey: '001-0001', data },
      ['item', 'unknown-field'],
    ],
    ['a name of every object', { ...form, siteId: 1, data, constructor: 1 }, ['item', 'unknown-field']],
    ['a number as a text', { ...form, subjectId: '1', data }, ['subjectId', 'whole-number']],
    ['a text as a number', { ...form, subjectKey: 1, data }, ['subjectKey', 'text']],
    ['a blank key', { ...form, subjectKey: ' ', data }, ['subjectKey', 'text']],
    ['a key with a line break', { ...form, subjectKey: 'a\nb', data }, ['subjectKey', 'text']],
    ['a number that is none', { ...form, recordId: NaN, data }, ['recordId', 'whole-number']],
    ['no answers', { ...form, siteId: 1 }, ['data', 'object']],
    ['a list of answers', { ...form, siteId: 1, data: [] }, ['data', 'object']],
    ['a Map of answers', { ...form, siteId: 1, data: new Map() }, ['data', 'object']],
    ['a date as the answers', { ...form, siteId: 1, data: new Date(0) }, ['data', 'object']],
    ['an answer without a name', { ...form, siteId: 1, data: { ' ': 1 } }, ['data', 'name']],
    [
      'an answer that JSON leaves out',
      { ...form, siteId: 1, data: { a: undefined } },
      ['data.a', 'no-value'],
    ],
    [
      'an answer that JSON changes',
      { ...form, siteId: 1, data: { a: NaN, b: new Map() } },
      ['data.a', 'json'],
      ['data.b', 'json'],
    ],
    [
      'a value inside an answer that JSON leaves out',
      {
        ...{ ...form, siteId: 1 },
        data: { a: { b: undefined }, c: [{ d: { e: undefined } }], f: { toJSON: (): unknown => undefined } },
      },
      ['data.a', 'no-value'],
      ['data.c', 'no-value'],
      ['data.f', 'json'],
    ],
    [
      'an integer that may have been rounded',
      {
        ...{ ...form, siteId: 1 },
        data: { a: 2 ** 53, b: [{ c: -(2 ** 53) }], d: Object(1e300) as unknown, e: 2 ** 53 - 1, f: 1.5 },
      },
      ['data.a', 'unsafe-integer'],
      ['data.b', 'unsafe-integer'],
      ['data.d', 'unsafe-integer'],
    ],
    ['an answer that has no JSON form', { ...form, siteId: 1, data: { a: 1n } }, ['data.a', 'json']],
  ];
  for (const [story, item, ...expected] of bad) {
    it(`finds ${story}`, () => {
      const problems = expected.map(([field, rule]) => ({ index: 1, field, rule }));
      expect(recordProblems([{ ...form, siteId: 1, data }, item])).toEqual(problems);
    });
  }

  it('finds the holes of a list', () => {
    // eslint-disable-next-line no-sparse-arrays -- what it is about
    expect(recordProblems([, { ...form, siteId: 1, data }])).toEqual([
      { index: 0, field: 'item', rule: 'object' },
    ]);
  });
});
