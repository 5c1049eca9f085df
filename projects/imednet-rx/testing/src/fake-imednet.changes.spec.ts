import type { Coding, Query, Subject, Visit } from 'imednet-rx';
import { FakeImednet } from './fake-imednet';
import { all } from './spec-support/ask';

const NOW = '2026-01-01 00:00:00';
/** Of the first visit: an adverse event, and the vital signs that date it. */
const [EVENT, VITALS] = [1_000_001, 1_000_002];

describe('what follows from a change', () => {
  let fake: FakeImednet;

  beforeEach(() => {
    fake = new FakeImednet({ subjects: 2 });
  });

  const query = (annotationId: number): Query | undefined =>
    all<Query>(fake, 'queries').find((row) => row.annotationId === annotationId);

  it('is a query that is opened, answered, closed and opened again', () => {
    const count = all(fake, 'queries').length;
    const before = fake.version;
    const id = fake.openQuery('DEMO', EVENT, { variable: 'aeterm', comment: 'Which kind?' });
    fake.changeQuery('DEMO', id, 'answered', 'The usual');
    fake.changeQuery('DEMO', id, 'closed');
    fake.changeQuery('DEMO', id, 'reopened', 'Not quite');
    expect(query(id)).toEqual(
      jasmine.objectContaining({ annotationType: 'question', recordId: EVENT, variable: 'aeterm' }),
    );
    expect(
      query(id)?.queryComments.map((step) => [step.annotationStatus, step.closed, step.comment]),
    ).toEqual([
      ['Monitor Query Open', false, 'Which kind?'],
      ['Monitor Query Answered', false, 'The usual'],
      ['Monitor Query Closed', true, ''],
      ['Monitor Query Reopened', false, 'Not quite'],
    ]);
    expect(query(id)?.dateModified).toBe(NOW);
    expect(all(fake, 'queries').length).toBe(count + 1);
    expect(fake.version).toBe(before + 4);
  });

  it('is nothing where there is no such study, record, variable or query', () => {
    for (const change of [
      () => fake.openQuery('OTHER', EVENT),
      () => fake.openQuery('DEMO', 7),
      () => fake.openQuery('DEMO', EVENT, { variable: 'vspulse' }),
      () => fake.changeQuery('DEMO', 4711, 'closed'),
    ]) {
      expect(change).toThrowError(RangeError);
    }
    expect(fake.version).toBe(0);
  });

  it("is the visit's date, as the record that captures it says", () => {
    const visitDate = (): string | null | undefined => all<Visit>(fake, 'visits')[0]?.visitDate;
    expect(visitDate()).toMatch(/^2024-/);
    fake.changeRecord('DEMO', VITALS, { recordData: { vsdt: '2024-03-04' } });
    expect(visitDate()).toBe('2024-03-04');
    expect(all<Visit>(fake, 'visits')[0]?.dateModified).toBe(NOW);
    fake.changeRecord('DEMO', VITALS, { deleted: true });
    expect(visitDate()).toBeNull();
    fake.changeRecord('DEMO', VITALS, { deleted: false });
    expect(visitDate()).toBe('2024-03-04');
    fake.changeRecord('DEMO', EVENT, { recordData: { vsdt: '2024-09-09' } });
    expect(visitDate()).toBe('2024-03-04');
  });

  it('is the coding of another answer, and of a new record', () => {
    const codings = (recordId: number): Coding[] =>
      all<Coding>(fake, 'codings').filter((row) => row.recordId === recordId);
    const [before] = codings(EVENT);
    fake.changeRecord('DEMO', EVENT, { recordData: { aeterm: 'Cough' } });
    expect(codings(EVENT)).toEqual([
      jasmine.objectContaining<Coding>({
        codingId: before?.codingId ?? 0,
        value: 'Cough',
        revision: (before?.revision ?? 0) + 1,
        dateCoded: NOW,
      }),
    ]);
    fake.touchRecord('DEMO', EVENT);
    expect(codings(EVENT)[0]?.revision).toBe((before?.revision ?? 0) + 1);
    const count = all(fake, 'codings').length;
    fake.insertRecords('DEMO', 1); // goes round to the first visit, and so is an adverse event
    expect(all<Coding>(fake, 'codings').slice(count)).toEqual([
      jasmine.objectContaining({ formKey: 'AE', revision: 1, reason: null }),
    ]);
  });
});

describe("the fake's time", () => {
  const enrolled = (options: object): string[] =>
    all<Subject>(new FakeImednet(options), 'subjects').map((row) => row.enrollmentStartDate);

  it('has the study begin where it is told to', () => {
    const studyStart = new Date('2025-03-01T00:00:00Z');
    const dates = enrolled({ studyStart });
    expect(dates.every((date) => date >= '2025-03-01' && date <= NOW)).toBeTrue();
    expect(dates.some((date) => date < '2025-06-01')).toBeTrue();
  });

  it('gives the same rows with any later clock', () => {
    expect(enrolled({ now: () => Date.UTC(2031, 5, 6) })).toEqual(enrolled({}));
  });

  it('leaves the world two years before an earlier clock', () => {
    const dates = enrolled({ now: () => Date.UTC(2020, 0, 1) });
    expect(dates.every((date) => date >= '2018-01-01' && date < '2020-01-01')).toBeTrue();
  });

  for (const studyStart of [new Date(NaN), Date.UTC(2027, 0, 1)]) {
    it(`can't begin at ${Number(studyStart)}`, () => {
      expect(() => new FakeImednet({ studyStart })).toThrowError(RangeError);
    });
  }
});
