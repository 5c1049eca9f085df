import { aForm, aVariable, anInterval } from '../../spec/a-study';
import { InvalidArgumentError } from '../errors/client-error';
import type { Interval } from '../models/interval';
import type { NewRecordLike } from './new-record-like';
import { StudySchema } from './study-schema';

const AE = aForm(1, 'AE');
const VS = aForm(2, 'VS');
const OLD = aForm(3, 'OLD', { disabled: true });
const definitions = {
  studyKey: 'DEMO',
  forms: [AE, VS, OLD],
  variables: [
    aVariable(AE, 'aeterm', 'TEXT', { sequence: 2 }),
    aVariable(AE, 'aeser', 'RADIO', { sequence: 1 }),
    aVariable(AE, 'aegone', 'TEXT', { sequence: 4, deleted: true }),
    aVariable(AE, 'aeoff', 'TEXT', { sequence: 3, disabled: true }),
    aVariable(VS, 'Pain Level', 'INTEGER'),
    aVariable(VS, 'vsdt', 'DATE', { deleted: true }),
    aVariable(VS, 'vsdt', 'TEXT', { sequence: 9 }),
    aVariable(OLD, 'x', 'TEXT'),
  ],
  intervals: [
    anInterval(11, 'Baseline', [AE]),
    anInterval(12, 'Day 1', [AE, VS]),
    anInterval(13, 'Gone', [AE], { disabled: true }),
    anInterval(14, 'Silent', [], { forms: undefined as unknown as Interval['forms'] }),
    anInterval(15, 'Bare', []),
  ],
};
const schema = new StudySchema(definitions);
const CANARY = 'Erika Mustermann';

describe('StudySchema', () => {
  it('finds forms and intervals by key or id, also those that are disabled', () => {
    expect(['AE', 1, 'OLD', 'ae', '1', 9].map((key) => schema.form(key)?.formKey)).toEqual([
      'AE',
      'AE',
      'OLD',
      undefined,
      undefined,
      undefined,
    ]);
    expect(['Day 1', 12, 'Gone', '12'].map((key) => schema.interval(key)?.intervalId)).toEqual([
      12,
      12,
      13,
      undefined,
    ]);
  });

  it('lists the variables of a form in their order, those in use or all', () => {
    const names = (...args: Parameters<StudySchema['variables']>): string[] =>
      schema.variables(...args).map(({ variableName }) => variableName);
    expect(names('AE')).toEqual(['aeser', 'aeterm']);
    expect(names(1, { includeInactive: true })).toEqual(['aeser', 'aeterm', 'aeoff', 'aegone']);
  });

  it('prefers a definition in use where one of the same name was taken away', () => {
    expect(schema.variable('VS', 'vsdt')?.variableType).toBe('TEXT');
    const gone = aForm(8, 'AE', { disabled: true });
    for (const forms of [
      [gone, AE],
      [AE, gone],
    ]) {
      expect(new StudySchema({ ...definitions, forms }).form('AE')?.formId).toBe(1);
    }
  });

  it('refuses a form that it does not have, and does not repeat what was asked for', () => {
    for (const ask of [() => schema.variables(CANARY), () => schema.recordDataSchema(CANARY)]) {
      expect(ask).toThrowMatching(
        (error: Error) => error instanceof InvalidArgumentError && !error.message.includes(CANARY),
      );
    }
    expect(schema.variable(CANARY, 'x')).toBeUndefined();
  });

  it('never changes, and leaves what it was made of as it is', () => {
    const changing = structuredClone(definitions) as unknown as Record<string, { disabled: boolean }[]>;
    const made = new StudySchema(changing as unknown as typeof definitions);
    changing['forms']![0]!.disabled = true;
    changing['variables']!.pop();
    expect(made.form('AE')?.disabled).toBeFalse();
    expect(made.variables(3, { includeInactive: true }).length).toBe(1);
    for (const frozen of [
      ...[made.forms, made.forms[0], made.intervals, made.intervals[0]?.forms, made.intervals[0]?.forms[0]],
      ...[made.toJSON(), made.toJSON().variables, made.variable('AE', 'aeser')],
    ]) {
      expect(frozen).toBeDefined();
      expect(Object.isFrozen(frozen)).toBeTrue();
    }
  });

  it('comes back from JSON', () => {
    const back = new StudySchema(JSON.parse(JSON.stringify(schema)) as typeof definitions);
    expect(back.toJSON()).toEqual(JSON.parse(JSON.stringify(definitions)));
    expect(back.checkRecordData('AE', { aeoff: 'x' }).map(({ rule }) => rule)).toEqual(['disabled-variable']);
  });

  describe('checkRecordData', () => {
    const cases: readonly (readonly [string, string | number, unknown, ...string[]])[] = [
      ['right answers', 'AE', { aeterm: 'Rash', aeser: 'Yes' }],
      ['open questions', 1, { aeterm: '', aeser: null }],
      ['no answers', 'AE', {}],
      ['an answer of another type', 'VS', { 'Pain Level': CANARY }, 'Pain Level: wrong-type'],
      ['an unknown variable', 'AE', { aewhat: CANARY }, 'aewhat: unknown-variable'],
      ['a variable of another form', 'VS', { aeterm: CANARY }, 'aeterm: unknown-variable'],
      ['a name in another case', 'AE', { AETERM: CANARY }, 'AETERM: unknown-variable'],
      ['a name that is none', 'AE', { [CANARY]: 1 }, '(other): unknown-variable'],
      ['names of Object', 'AE', JSON.parse('{"__proto__":1,"constructor":1}'), ...objectNames()],
      ['a disabled variable', 'AE', { aeoff: CANARY }, 'aeoff: disabled-variable'],
      ['a deleted variable', 'AE', { aegone: CANARY }, 'aegone: deleted-variable'],
      [
        'several',
        'AE',
        { aegone: 1, aeser: 'No', aeterm: 7 },
        'aegone: deleted-variable',
        'aeterm: wrong-type',
      ],
      ['an unknown form', CANARY, { x: 1 }, 'form: unknown-form'],
      ['a disabled form', 'OLD', { x: 1 }, 'form: disabled-form', 'x: wrong-type'],
      ['a list', 'AE', [CANARY], 'data: not-an-object'],
      ['nothing', 'AE', null, 'data: not-an-object'],
      ['a map', 'AE', new Map([['aeterm', CANARY]]), 'data: not-an-object'],
    ];
    for (const [story, form, data, ...problems] of cases) {
      it(`${problems.length === 0 ? 'takes' : 'tells of'} ${story}`, () => {
        const found = schema.checkRecordData(form, data as object);
        expect(found.map(({ field, rule }) => `${field}: ${rule}`)).toEqual(problems);
        for (const { field, message } of found) expect(message.startsWith(field)).toBeTrue();
        expect(JSON.stringify(found)).not.toContain(CANARY);
      });
    }

    it('says which variable may be meant', () => {
      expect(schema.checkRecordData('AE', { AETERM: 'x' })[0]?.message).toContain('; aeterm differs');
      expect(schema.checkRecordData('AE', { AEOFF: 'x' })[0]?.message).not.toContain('differs');
    });

    it('asks your own checks of types, the last one first', () => {
      const own = schema
        .withVariableTypes({ TEXT: (answer) => answer === 1, INTEGER: () => true })
        .withVariableTypes({ text: (answer) => answer === 2 });
      const rules = (data: object): string[] => own.checkRecordData('AE', data).map(({ rule }) => rule);
      expect([rules({ aeterm: 1 }), rules({ aeterm: 2 })]).toEqual([['wrong-type'], []]);
      expect(own.checkRecordData('VS', { 'Pain Level': 'x' })).toEqual([]);
      expect(schema.checkRecordData('AE', { aeterm: 2 }).length).toBe(1);
    });
  });

  describe('checkRecords', () => {
    const subject = { subjectKey: '101-001' };
    const cases: readonly (readonly [string, unknown, ...string[]])[] = [
      ['a new subject', { formKey: 'AE', siteName: 'Basel', data: {} }],
      ['a scheduled record', { formKey: 'VS', ...subject, intervalName: 'Day 1', data: { vsdt: 'x' } }],
      ['the same by ids', { formId: 2, subjectId: 7, intervalId: 12, data: {} }],
      ['an unscheduled record', { formKey: 'AE', subjectOid: 'S-1', data: { aeterm: 'x' } }],
      ['a record with its own key', { formKey: 'AE', recordOid: 'REC-1', data: {} }],
      [
        'both keys of the same',
        { formKey: 'AE', formId: 1, ...subject, intervalName: 'Day 1', intervalId: 12, data: {} },
      ],
      ['an interval that does not tell its forms', { formKey: 'VS', ...subject, intervalId: 14, data: {} }],
      ['no form', { ...subject, data: { x: 1 } }, 'formKey: missing-form'],
      ['null as form', { formKey: null, ...subject, data: {} }, 'formKey: missing-form'],
      ['an unknown form', { formKey: CANARY, ...subject, data: {} }, 'formKey: unknown-form'],
      ['an unknown form id', { formId: 99, ...subject, data: {} }, 'formId: unknown-form'],
      ['a disabled form', { formKey: 'OLD', ...subject, data: {} }, 'formKey: disabled-form'],
      ['another form', { formKey: 'AE', formId: 2, ...subject, data: {} }, 'formId: conflicting-form'],
      ['one form unknown', { formKey: 'AE', formId: 99, ...subject, data: {} }, 'formId: conflicting-form'],
      ['nobody', { formKey: 'AE', data: {} }, 'subjectKey: missing-subject'],
      [
        'a visit of nobody',
        { formKey: 'AE', siteId: 1, intervalId: 11, data: {} },
        'subjectKey: missing-subject',
      ],
      [
        'an unknown interval',
        { formKey: 'AE', ...subject, intervalName: CANARY, data: {} },
        'intervalName: unknown-interval',
      ],
      [
        'a disabled interval',
        { formKey: 'AE', ...subject, intervalId: 13, data: {} },
        'intervalId: disabled-interval',
      ],
      [
        'another interval',
        { formKey: 'AE', ...subject, intervalName: 'Day 1', intervalId: 11, data: {} },
        'intervalId: conflicting-interval',
      ],
      [
        'a form at the wrong visit',
        { formKey: 'VS', ...subject, intervalName: 'Baseline', data: {} },
        'intervalName: form-not-in-interval',
      ],
      [
        'a form at a visit without any',
        { formKey: 'VS', ...subject, intervalId: 15, data: {} },
        'intervalId: form-not-in-interval',
      ],
      ['no data', { formKey: 'AE', ...subject }, 'data: not-an-object'],
      [
        'wrong answers',
        { formKey: 'AE', ...subject, data: { aeser: [CANARY], aewhat: CANARY } },
        'data.aeser: wrong-type',
        'data.aewhat: unknown-variable',
      ],
      [
        'all at once',
        { formKey: 'VS', intervalId: 11, data: [] },
        'subjectKey: missing-subject',
        'intervalId: form-not-in-interval',
        'data: not-an-object',
      ],
      ['no object', CANARY, 'item: not-an-object'],
      ['null', null, 'item: not-an-object'],
    ];
    for (const [story, record, ...problems] of cases) {
      it(`${problems.length === 0 ? 'takes' : 'tells of'} ${story}`, () => {
        const found = schema.checkRecords([record as NewRecordLike]);
        expect(found.map(({ field, rule }) => `${field}: ${rule}`)).toEqual(problems);
        for (const { field, message } of found)
          expect(message.startsWith(field.replace('data.', ''))).toBeTrue();
        expect(JSON.stringify(found)).not.toContain(CANARY);
        expect(JSON.stringify(found)).not.toContain('101-001');
      });
    }

    it('tells which records', () => {
      const right = { formKey: 'AE', siteId: 1, data: {} };
      const wrong = { formKey: 'AE', data: { aeterm: 1 } };
      expect(schema.checkRecords([right, wrong, right, wrong]).map(({ index }) => index)).toEqual([
        1, 1, 3, 3,
      ]);
      expect(schema.checkRecords([])).toEqual([]);
    });
  });
});

function objectNames(): string[] {
  return ['__proto__: unknown-variable', 'constructor: unknown-variable'];
}
