import type { Job } from 'imednet-rx';
import fc from 'fast-check';
import { holds, mustBe } from '../../spec/holds';
import { FakeImednet } from './fake-imednet';
import type { FakeImednetOptions } from './fake-options';
import { get, list, post } from './spec-support/ask';
import { brokenRelations } from './spec-support/broken-relations';
import { wholeStudy } from './spec-support/whole-study';
import { timestamp } from './timestamp';

const NOW = Date.UTC(2026, 0, 1);

/** Small worlds of all shapes, at any time between their first moment and long after their last. */
const worlds: fc.Arbitrary<FakeImednetOptions> = fc
  .record({
    seed: fc.integer(),
    studies: fc.integer({ min: 1, max: 2 }),
    sites: fc.integer({ min: 1, max: 7 }),
    subjects: fc.integer({ min: 1, max: 9 }),
    visitsPerSubject: fc.integer({ min: 1, max: 9 }),
    recordsPerVisit: fc.integer({ min: 1, max: 8 }),
    records: fc.option(fc.nat(120), { nil: undefined }),
    ago: fc.option(fc.nat(900), { nil: undefined }),
    age: fc.nat(4000),
  })
  .map(({ ago, age, records, ...sizes }) => ({
    ...sizes,
    ...(records === undefined ? {} : { records }),
    ...(ago === undefined ? {} : { studyStart: NOW - (age + ago) * 86_400_000 }),
    now: () => NOW - age * 86_400_000,
  }));

/** Something that is done to a fake; `at` chooses the row. */
type Deed = (fake: FakeImednet, at: number) => void;

const DEEDS: Readonly<Record<string, Deed>> = {
  insertAtStart: (fake, at) => fake.insertRecords('DEMO', at % 4, { at: 'start' }),
  insertAtEnd: (fake, at) => fake.insertRecords('DEMO', at % 4),
  removeAtStart: (fake, at) => fake.deleteRecords('DEMO', at % 4, { at: 'start' }),
  removeAtEnd: (fake, at) => fake.deleteRecords('DEMO', at % 4),
  touch: withRecord((fake, recordId) => fake.touchRecord('DEMO', recordId)),
  mark: withRecord((fake, recordId, at) => fake.changeRecord('DEMO', recordId, { deleted: at % 3 > 0 })),
  rewrite: withRecord((fake, recordId, at) =>
    fake.changeRecord('DEMO', recordId, { recordData: { aeterm: `Term ${at}`, vsdt: '2001-02-02' } }),
  ),
  ask: withRecord((fake, recordId) => void fake.openQuery('DEMO', recordId)),
  followUp: (fake, at) => {
    const { totalElements } = list(fake, '/studies/DEMO/queries').pagination;
    const step = (['answered', 'closed', 'reopened'] as const)[at % 3] ?? 'answered';
    if (totalElements > 0) fake.changeQuery('DEMO', 1 + (at % totalElements), step, 'Seen');
  },
  register: (fake) => posted(fake, { formKey: 'REG', siteId: 101, data: { age: 40 } }),
  addEvent: (fake) => posted(fake, { formKey: 'AE', subjectKey: '001-0001', data: { aeterm: 'Cough' } }),
  fillVisit: (fake, at) =>
    posted(fake, {
      formKey: ['VS', 'LB', 'EX', 'CM'][at % 4],
      subjectId: 20_001,
      intervalId: 201,
      data: { vsdt: '2001-05-05', cmtrt: 'Insulin' },
    }),
  update: withRecord((fake, recordId, at) =>
    posted(fake, { formKey: 'AE', recordId, data: { aeterm: `Other ${at}`, lbdt: '2001-06-06' } }),
  ),
  wait: (fake, at) => fake.passTime(at * 3_600_000),
};

const scripts = fc.array(fc.tuple(fc.constantFrom(...Object.keys(DEEDS)), fc.nat(200)), { maxLength: 25 });

describe('the relations of the fake', () => {
  it('hold in each world, whatever is done to it', async () => {
    await holds(
      fc.property(worlds, scripts, (options, script) => {
        const { fake, now } = played(options, script);
        const study = wholeStudy(fake);
        mustBe(brokenRelations(study, timestamp(now())), [], 'broken');
        mustBe(study.records.length, fake.recordCount('DEMO'), 'number of records');
        const subjects = list(fake, '/studies/DEMO/subjects', { size: '1' }).pagination.totalElements;
        mustBe(study.subjects.length, subjects, 'number of subjects');
      }),
      100,
    );
  });

  it('are the same bytes again, with the same seed and the same deeds', async () => {
    await holds(
      fc.property(worlds, scripts, (options, script) => {
        const bytes = (): string => JSON.stringify(wholeStudy(played(options, script).fake));
        mustBe(bytes(), bytes(), 'bytes');
      }),
      20,
    );
  });
});

describe('a study whose time passes', () => {
  const WEEK = 7 * 86_400_000;

  it('goes on: queries are opened and closed, records completed, subjects enrolled', () => {
    const fake = new FakeImednet({ subjects: 20 });
    const before = wholeStudy(fake);
    fake.passTime(12 * WEEK);
    const after = wholeStudy(fake);
    const closed = ({ queries }: typeof before): number =>
      queries.filter(({ queryComments }) => queryComments.at(-1)?.closed).length;
    const complete = ({ records }: typeof before): number =>
      records.filter(({ recordStatus }) => recordStatus === 'Record Complete').length;
    expect(after.queries.length).toBeGreaterThan(before.queries.length);
    expect(closed(after)).toBeGreaterThan(closed(before));
    expect(complete(after)).toBeGreaterThan(complete(before));
    expect(after.subjects.length).toBeGreaterThan(before.subjects.length);
    const news = after.recordRevisions
      .slice(before.recordRevisions.length)
      .map(({ dateCreated }) => dateCreated);
    expect(news).toEqual([...news].sort());
    expect(new Set(news.map((date) => date.slice(0, 10))).size).toBeGreaterThan(7);
  });

  it('is the same whether it passes at once or bit by bit, and stands still until then', () => {
    const [atOnce, bitByBit, still] = [1, 2, 3].map(() => new FakeImednet({ subjects: 3 }));
    atOnce?.passTime(WEEK);
    for (let hour = 0; hour < 7 * 24; hour++) bitByBit?.passTime(3_600_000);
    const bytes = (fake: FakeImednet | undefined): string => JSON.stringify(fake && wholeStudy(fake));
    expect(bytes(atOnce)).toBe(bytes(bitByBit));
    expect(bytes(still)).not.toBe(bytes(atOnce));
    expect(bytes(still)).toBe(bytes(new FakeImednet({ subjects: 3 })));
  });

  for (const time of [-1, NaN, Infinity]) {
    it(`can't be ${time} ms`, () => {
      expect(() => new FakeImednet().passTime(time)).toThrowError(RangeError);
    });
  }
});

/** A fake to which all of a script was done. */
function played(options: FakeImednetOptions, script: readonly (readonly [string, number])[]) {
  const fake = new FakeImednet(options);
  let passed = 0;
  for (const [name, at] of script) {
    DEEDS[name]?.(fake, at);
    if (name === 'wait') passed += at * 3_600_000;
  }
  return { fake, now: () => Number(options.now?.()) + passed };
}

function withRecord(deed: (fake: FakeImednet, recordId: number, at: number) => void): Deed {
  return (fake, at) => {
    const record = [...fake.records('DEMO')][at % Math.max(fake.recordCount('DEMO'), 1)];
    if (record) deed(fake, record.recordId, at);
  };
}

/** Posts one item and follows its job to the end. */
function posted(fake: FakeImednet, item: object): void {
  const { batchId } = post(fake, [item]).body as Job;
  for (let poll = 0; poll < 2; poll++) get(fake, `/studies/DEMO/jobs/${batchId}`);
}
