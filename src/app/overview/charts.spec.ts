import type { ImednetRecord, Page, Query, Subject } from 'imednet-rx';
import { ageChart, enrolmentChart, formChart, percent, siteChart } from './charts';
import { queryFacts } from './query-facts';
import { recordFacts } from './record-facts';
import { subjectFacts } from './subject-facts';

const page = <T>(items: readonly object[]): Page<T> => ({
  items: items as readonly T[],
  page: 0,
  size: 500,
  totalPages: 1,
  totalElements: items.length,
});

describe('the chart of enrolment', () => {
  const subject = (enrollmentStartDate: string, deleted = false): object => ({
    enrollmentStartDate,
    deleted,
    siteName: 'Basel',
    subjectStatus: 'Enrolled',
  });
  const chart = (...subjects: readonly object[]) =>
    enrolmentChart(subjectFacts.add(subjectFacts.empty(), page<Subject>(subjects)));

  it('counts subjects by month, and adds the months up', () => {
    const { labels, series } = chart(
      subject('2024-11-30 23:59:59'),
      subject('2024-11-01 00:00:00'),
      subject('2024-12-01 00:00:00'),
    );
    expect(labels).toEqual(['Nov 2024', 'Dec 2024']);
    expect(series.map(({ values }) => values)).toEqual([
      [2, 3],
      [2, 1],
    ]);
  });

  it('shows months in which nobody came, over the turn of a year too', () => {
    const { labels, series } = chart(subject('2024-11-02 10:00:00'), subject('2025-02-02 10:00:00'));
    expect(labels).toEqual(['Nov 2024', 'Dec 2024', 'Jan 2025', 'Feb 2025']);
    expect(series[0]?.values).toEqual([1, 1, 1, 2]);
  });

  it('leaves deleted subjects out', () => {
    expect(chart(subject('2024-11-02 10:00:00', true)).labels).toEqual([]);
  });
});

describe('the chart of sites', () => {
  const subject = (siteName: string, subjectStatus: string): object => ({
    siteName,
    subjectStatus,
    deleted: false,
    enrollmentStartDate: '2024-11-02 10:00:00',
  });

  it('stacks the states of each site, the largest site first, states that it does not know last', () => {
    const first = subjectFacts.add(subjectFacts.empty(), page<Subject>([subject('Ulm', 'Withdrawn')]));
    const facts = subjectFacts.add(
      first,
      page<Subject>([
        subject('Basel', 'Enrolled'),
        subject('Basel', 'Abducted'),
        subject('Basel', 'Enrolled'),
      ]),
    );
    const { labels, series, table } = siteChart(facts);
    expect(labels).toEqual(['Basel', 'Ulm']);
    expect(series.map(({ name, values }) => [name, values])).toEqual([
      ['Enrolled', [2, 0]],
      ['Withdrawn', [0, 1]],
      ['Abducted', [1, 0]],
    ]);
    expect(table.rows[0]).toEqual(['Basel', '2', '0', '1', '3']);
    expect(facts.count).toBe(4);
  });
});

describe('the chart of open queries', () => {
  const NOW = Date.UTC(2026, 0, 1);
  const opened = (daysAgo: number, ...closed: readonly boolean[]): object => ({
    dateCreated: new Date(NOW - daysAgo * 86_400_000).toISOString().slice(0, 19).replace('T', ' '),
    queryComments: closed.map((isClosed, index) => ({ sequence: index + 1, closed: isClosed })),
  });
  const facts = (...queries: readonly object[]) => queryFacts.add(queryFacts.empty(), page<Query>(queries));

  const ages: readonly (readonly [number, string])[] = [
    [0, '0–30'],
    [30, '0–30'],
    [31, '31–60'],
    [60, '31–60'],
    [61, '61–90'],
    [91, '91–180'],
    [181, 'over 180'],
    [4000, 'over 180'],
    [-3, '0–30'],
  ];
  for (const [days, label] of ages) {
    it(`puts a query of ${days} days under ${label}`, () => {
      const { labels, series } = ageChart(facts(opened(days, false)), NOW);
      expect(labels.filter((_, index) => series[0]?.values[index] === 1)).toEqual([label]);
    });
  }

  it('leaves closed ones out; the last comment tells, in whatever order they come', () => {
    const reopened = opened(5, false, true, false);
    const backwards = {
      ...opened(5),
      queryComments: [
        { sequence: 2, closed: true },
        { sequence: 1, closed: false },
      ],
    };
    const { open, closed } = facts(opened(5, false, true), reopened, backwards, opened(5));
    expect({ open, closed }).toEqual({ open: 2, closed: 2 });
  });

  it('is empty while none is open', () => {
    expect(ageChart(facts(opened(5, true)), NOW).labels).toEqual([]);
  });
});

describe('the chart of forms', () => {
  const record = (formKey: string, recordStatus: string, deleted = false): object => ({
    formKey,
    recordStatus,
    deleted,
  });

  it('tells the share of complete records, the least complete form first', () => {
    const facts = recordFacts.add(
      recordFacts.empty(),
      page<ImednetRecord>([
        record('AE', 'Record Complete'),
        record('VS', 'Record Complete'),
        record('VS', 'Record Incomplete'),
        record('VS', 'Record Incomplete'),
        record('VS', 'Record Complete', true),
      ]),
    );
    const { labels, series, table } = formChart(facts, new Map([['VS', 'Vital Signs']]));
    expect(labels).toEqual(['Vital Signs', 'AE']);
    expect(series.map(({ values }) => values)).toEqual([
      [33.3, 100],
      [66.7, 0],
    ]);
    expect(table.rows).toEqual([
      ['Vital Signs', '1', '2', '33.3 %'],
      ['AE', '1', '0', '100 %'],
    ]);
  });

  it('knows that a share of nothing is nothing', () => {
    expect(percent(0, 0)).toBe(0);
  });
});
