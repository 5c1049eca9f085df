import { FakeImednet } from 'imednet-rx/testing';
import type { ImednetRecord } from '../models/record';
import type { RecordRevision } from '../models/record-revision';
import { judgeItems } from './judge-items';
import type { NewRecord } from './new-record';
import type { StudyTraces } from './study-traces';

const INTENT = Date.UTC(2026, 0, 2, 12);
const [sample] = Array.from(new FakeImednet({ subjects: 1 }).records('DEMO')) as [ImednetRecord];

const record = (about: Partial<ImednetRecord> = {}): ImednetRecord => ({
  ...sample,
  ...{
    recordId: 7,
    formKey: 'AE',
    formId: 1,
    siteId: 1,
    subjectKey: '001-0001',
    subjectId: 11,
    intervalId: null,
  },
  ...{
    dateCreated: '2026-01-02 12:00:01',
    dateModified: '2026-01-02 12:00:01',
    recordData: { aeterm: 'Rash' },
  },
  ...about,
});
const revision = (about: Partial<RecordRevision> = {}): RecordRevision =>
  ({ ...record(), recordRevisionId: 70, recordRevision: 1, ...about }) as unknown as RecordRevision;

const traces = (about: Partial<StudyTraces> = {}): StudyTraces => ({
  names: { forms: [], sites: [], intervals: [] },
  ...{ records: [], revisions: [], subjects: [], since: INTENT - 600_000, intentAt: INTENT },
  ...about,
});

const unscheduled: NewRecord = { formKey: 'AE', subjectKey: '001-0001', data: { aeterm: 'Rash' } };
const scheduled: NewRecord = { ...unscheduled, intervalId: 3 };
const update: NewRecord = { formKey: 'AE', recordId: 7, data: { aeterm: 'Rash' } };
const registration: NewRecord = { formKey: 'AE', siteId: 1, data: { aeterm: 'Rash' } };

const judged = (
  items: readonly NewRecord[],
  of: Partial<StudyTraces>,
  first = 0,
  size = items.length,
  sure: ReadonlySet<number> = new Set(),
): string[] =>
  judgeItems(items, { first, size, sure }, traces(of)).map(({ verdict, reason }) => `${verdict}: ${reason}`);

describe('judgeItems', () => {
  const FOUND = 'applied: found';
  const NONE = 'not-applied: no-trace';
  const DIFFERS = 'undecided: differs';
  const AMBIGUOUS = 'undecided: ambiguous';
  const other = { recordData: { aeterm: 'Cough' } };

  const cases: readonly (readonly [string, NewRecord, Partial<StudyTraces>, string])[] = [
    ['a new record that nothing shows', unscheduled, {}, NONE],
    ['a new record that is there', unscheduled, { records: [record()] }, FOUND],
    [
      'one with more answers than were sent',
      unscheduled,
      { records: [record({ recordData: { aeterm: 'Rash', a: 1 } })] },
      FOUND,
    ],
    ['one at the same form with other answers', unscheduled, { records: [record(other)] }, DIFFERS],
    ['one of another subject', unscheduled, { records: [record({ subjectKey: '001-0002' })] }, NONE],
    ['one of another form', unscheduled, { records: [record({ formKey: 'VS' })] }, NONE],
    [
      'a subject spelled otherwise',
      { ...unscheduled, subjectKey: ' 001-0001' },
      { records: [record()] },
      FOUND,
    ],
    ['two where one was sent', unscheduled, { records: [record(), record({ recordId: 8 })] }, AMBIGUOUS],
    [
      'one that was there before the intent',
      unscheduled,
      { records: [record({ dateCreated: '2026-01-02 11:59:00' })] },
      AMBIGUOUS,
    ],
    [
      'one long before, changed since',
      unscheduled,
      { records: [record({ dateCreated: '2025-01-02 11:59:00' })] },
      NONE,
    ],
    [
      'a date within the error of clocks',
      unscheduled,
      { records: [record({ dateCreated: '2026-01-02 11:59:56' })] },
      FOUND,
    ],
    ['a date that can not be read', unscheduled, { records: [record({ dateCreated: 'soon' })] }, FOUND],
    ['one that is in the audit trail only', unscheduled, { revisions: [revision()] }, DIFFERS],
    [
      'a change of another record, as the trail tells',
      unscheduled,
      { revisions: [revision({ recordRevision: 2 })] },
      NONE,
    ],
    [
      'a trail that does not count',
      unscheduled,
      { revisions: [revision({ recordRevision: undefined as never })] },
      DIFFERS,
    ],
    [
      'a trail that tells no subject',
      unscheduled,
      { revisions: [revision({ subjectKey: undefined as never })] },
      DIFFERS,
    ],
    ['one without answers to be known by', { ...unscheduled, data: {} }, { records: [record()] }, AMBIGUOUS],
    [
      'a form that nobody knows',
      { formId: 9, subjectKey: '001-0001', data: { aeterm: 'Rash' } },
      { records: [record()] },
      AMBIGUOUS,
    ],

    ['a scheduled record that nothing shows', scheduled, {}, NONE],
    ['one of the visit', scheduled, { records: [record({ intervalId: 3 })] }, FOUND],
    [
      'one of the visit from long ago',
      scheduled,
      { records: [record({ intervalId: 3, dateCreated: '2020-01-01 00:00:00' })] },
      FOUND,
    ],
    // It may be the unscheduled record of another item.
    ['one outside of the visits', scheduled, { records: [record({ intervalId: null })] }, AMBIGUOUS],
    [
      'one whose visit is not told',
      scheduled,
      { records: [record({ intervalId: undefined as never })] },
      AMBIGUOUS,
    ],
    [
      'one of the visit beside one outside of the visits',
      scheduled,
      { records: [record({ recordId: 8 }), record({ intervalId: 3 })] },
      FOUND,
    ],
    [
      'a new record whose subject is not told',
      unscheduled,
      { records: [record({ subjectKey: undefined as never })] },
      AMBIGUOUS,
    ],
    [
      'a new record whose form is not told',
      unscheduled,
      { records: [record({ formKey: undefined as never })] },
      AMBIGUOUS,
    ],
    ['one of another visit', scheduled, { records: [record({ intervalId: 4 })] }, NONE],
    [
      'one of the visit with other answers',
      scheduled,
      { records: [record({ intervalId: 3, ...other })] },
      DIFFERS,
    ],
    [
      'a change of the visit that the trail tells',
      scheduled,
      { revisions: [revision({ intervalId: 3, recordRevision: 5 })] },
      DIFFERS,
    ],

    ['a change that nothing shows', update, {}, NONE],
    ['a record that holds what it was to hold', update, { records: [record()] }, FOUND],
    ['a record that changed otherwise', update, { records: [record(other)] }, DIFFERS],
    [
      'a record whose OID is not told',
      { formKey: 'AE', recordOid: 'REC-7', data: { aeterm: 'Rash' } },
      { records: [record({ recordOid: undefined as never })] },
      AMBIGUOUS,
    ],
    ['a change of another record', update, { records: [record({ recordId: 8 })] }, NONE],
    ['a record removed since', update, { revisions: [revision({ recordRevision: 3 })] }, DIFFERS],

    ['a registration that nothing shows', registration, {}, NONE],
    ['the record of a registration', registration, { records: [record()] }, FOUND],
    [
      'a subject of the site without its record',
      registration,
      { subjects: [{ siteId: 1 } as never] },
      DIFFERS,
    ],
    ['a subject of another site', registration, { subjects: [{ siteId: 2 } as never] }, NONE],
    ['a registration at another site', registration, { records: [record({ siteId: 2 })] }, NONE],
  ];
  for (const [story, item, about, expected] of cases) {
    it(`says "${expected}" for ${story}`, () => {
      expect(judged([item], about)).toEqual([expected]);
    });
  }

  it('gives equal records to equal items, each one its own', () => {
    const records = [record(), record({ recordId: 8 })];
    const found = judgeItems(
      [unscheduled, unscheduled],
      { first: 0, size: 2, sure: new Set() },
      traces({ records }),
    );
    expect(found.map(({ recordId }) => recordId)).toEqual([7, 8]);
    expect(judged([unscheduled, unscheduled], { records: [record()] })).toEqual([AMBIGUOUS, AMBIGUOUS]);
  });

  it('leaves open what may be of an equal item in another batch', () => {
    expect(judged([unscheduled, unscheduled], { records: [record()] }, 0, 1)).toEqual([AMBIGUOUS]);
    expect(judged([unscheduled, unscheduled], {}, 1, 1)).toEqual([NONE]);
  });

  it('leaves open what may be of an item with more answers', () => {
    const more: NewRecord = { ...unscheduled, data: { aeterm: 'Rash', aesev: 'Mild' } };
    const records = [record({ recordData: more.data })];
    expect(judged([unscheduled, more], { records })).toEqual([AMBIGUOUS, AMBIGUOUS]);
  });

  describe('beside items that surely were written', () => {
    const sure = new Set([1]);
    const cough = { ...unscheduled, data: { aeterm: 'Cough' } } as NewRecord;
    const coughed = record({ recordId: 8, recordData: { aeterm: 'Cough' } });
    const beside: readonly (readonly [string, NewRecord, Partial<StudyTraces>, string])[] = [
      [
        'does not mind their records',
        cough,
        { records: [coughed], revisions: [revision({ recordId: 8 })] },
        NONE,
      ],
      ['minds a further record', cough, { records: [coughed, record({ ...other, recordId: 9 })] }, DIFFERS],
      [
        'minds a record that holds what neither sent',
        cough,
        { records: [record({ recordData: { aeterm: 'x' } })] },
        DIFFERS,
      ],
      [
        'minds a further entry of the trail',
        cough,
        { records: [coughed], revisions: [revision({ recordId: 9 })] },
        DIFFERS,
      ],
      [
        'takes no change for a record of theirs',
        { ...cough, intervalId: 3 } as NewRecord,
        { records: [record({ ...other, intervalId: 3 })] },
        DIFFERS,
      ],
    ];
    for (const [story, theirs, about, expected] of beside) {
      it(story, () => {
        expect(judged([unscheduled, theirs], about, 0, 1, sure)).toEqual([expected]);
      });
    }

    it('minds their records when they are not sure', () => {
      expect(judged([unscheduled, cough], { records: [coughed] }, 0, 1)).toEqual([DIFFERS]);
    });

    it('does not mind their subjects', () => {
      const theirs: NewRecord = { ...registration, data: { aeterm: 'Cough' } };
      const subjects = [
        { siteId: 1, subjectId: 12 },
        { siteId: 1, subjectId: 13 },
      ] as never[];
      const records = [record({ ...other, subjectId: 12 })];
      expect(judged([registration, theirs], { records, subjects: subjects.slice(0, 1) }, 0, 1, sure)).toEqual(
        [NONE],
      );
      expect(judged([registration, theirs], { records, subjects }, 0, 1, sure)).toEqual([DIFFERS]);
    });
  });

  it('counts places from the first item of all', () => {
    const [verdict] = judgeItems([update, unscheduled], { first: 1, size: 1, sure: new Set() }, traces());
    expect(verdict?.index).toBe(1);
  });

  describe('finds places by names', () => {
    const names = {
      forms: [{ formId: 5, formKey: 'AE' }],
      sites: [{ siteId: 1, siteName: 'Basel' }],
      intervals: [{ intervalId: 3, intervalName: 'Day 1' }],
    } as unknown as StudyTraces['names'];
    const data = { aeterm: 'Rash' };
    const named: readonly (readonly [string, NewRecord, Partial<ImednetRecord>])[] = [
      ['of a form', { formId: 5, subjectKey: '001-0001', data }, {}],
      ['of a site', { formKey: 'AE', siteName: 'Basel', data }, {}],
      ['of an interval', { ...unscheduled, intervalName: 'Day 1' }, { intervalId: 3 }],
      ['of a subject', { formKey: 'AE', subjectId: 11, data }, {}],
    ];
    for (const [story, item, about] of named) {
      it(story, () => {
        expect(judged([item], { names, records: [record(about)] })).toEqual([FOUND]);
        expect(judged([item], { names })).toEqual([NONE]);
      });
    }

    it('but not by one that two intervals have', () => {
      const twice = {
        ...names,
        intervals: [...names.intervals, { intervalId: 4, intervalName: 'Day 1' } as never],
      };
      const item = { ...unscheduled, intervalName: 'Day 1' } as NewRecord;
      expect(judged([item], { names: twice, records: [record({ intervalId: 4 })] })).toEqual([AMBIGUOUS]);
    });
  });

  const equal: readonly (readonly [unknown, unknown, boolean])[] = [
    [61, '61', true],
    [true, 'true', true],
    [null, '', true],
    ['', undefined, true],
    ['Rash', 'rash', false],
    ['', 'Rash', false],
    [0, '', false],
    [['a', 'b'], ['a', 'b'], true],
    [['a', 'b'], ['b', 'a'], false],
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
  ];
  for (const [sent, stored, same] of equal) {
    it(`takes ${JSON.stringify(stored)} ${same ? '' : 'not '}for ${JSON.stringify(sent)}`, () => {
      const item: NewRecord = { ...update, data: { known: 1, asked: sent } };
      const recordData = { known: 1, asked: stored };
      expect(judged([item], { records: [record({ recordData })] })).toEqual([same ? FOUND : DIFFERS]);
    });
  }
});
