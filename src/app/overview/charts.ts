import { AGE_LIMITS, ageInDays, ageRange } from '../data/query-age';
import type { ChartSeries, ChartSpec } from '../ui/chart-spec';
import { formatNumber } from '../ui/format-number';
import type { QueryFacts } from './query-facts';
import type { RecordFacts } from './record-facts';
import type { SubjectFacts } from './subject-facts';
import { TEXTS } from './texts';

const MONTH = new Intl.DateTimeFormat('en-US', { month: 'short', year: 'numeric', timeZone: 'UTC' });

/** Subjects enrolled in each month, months without any included, and how many they are by then. */
export function enrolmentChart({ byMonth }: Pick<SubjectFacts, 'byMonth'>): ChartSpec {
  const texts = TEXTS.enrolment;
  const months = monthsBetween([...byMonth.keys()]);
  const monthly = months.map((month) => byMonth.get(month) ?? 0);
  let sum = 0;
  const total = monthly.map((count) => (sum += count));
  const labels = months.map((month) => MONTH.format(new Date(`${month}-01T00:00:00Z`)));
  return {
    summary: texts.summary(formatNumber(sum), months.length),
    labels,
    series: [
      { name: texts.total, values: total, as: 'line', colour: 1 },
      { name: texts.monthly, values: monthly, as: 'bar', colour: 2, apart: true },
    ],
    table: {
      columns: [texts.month, texts.monthly, texts.total],
      rows: labels.map((label, index) => [
        label,
        formatNumber(monthly[index] ?? 0),
        formatNumber(total[index] ?? 0),
      ]),
    },
  };
}

function monthsBetween(known: readonly string[]): readonly string[] {
  const sorted = [...known].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  const months: string[] = [];
  for (let month = first; month !== undefined && last !== undefined && month <= last; month = after(month)) {
    months.push(month);
  }
  return months;
}

function after(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7);
}

const STATUS_ORDER = ['Enrolled', 'Screened', 'Completed', 'Withdrawn'];
const STATUS_COLOURS: readonly ChartSeries['colour'][] = [1, 3, 2, 4, 5, 6];

/** Subjects of each site, stacked by their status; the largest site comes first. */
export function siteChart({ bySite }: Pick<SubjectFacts, 'bySite'>): ChartSpec {
  const texts = TEXTS.bySite;
  const found = new Set([...bySite.values()].flatMap((statuses) => [...statuses.keys()]));
  const statuses = [
    ...STATUS_ORDER.filter((status) => found.has(status)),
    ...[...found].filter((status) => !STATUS_ORDER.includes(status)).sort(),
  ];
  const sites = [...bySite]
    .map(([name, counts]) => ({ name, counts, all: sumOf(counts.values()) }))
    .sort((a, b) => b.all - a.all || a.name.localeCompare(b.name));
  return {
    summary: texts.summary(sites.length, sites[0]?.name ?? ''),
    labels: sites.map(({ name }) => name),
    horizontal: true,
    stacked: true,
    series: statuses.map((status, index) => ({
      name: status,
      values: sites.map(({ counts }) => counts.get(status) ?? 0),
      colour: STATUS_COLOURS[index % STATUS_COLOURS.length] ?? 1,
    })),
    table: {
      columns: [texts.site, ...statuses, texts.all],
      rows: sites.map(({ name, counts, all }) => [
        name,
        ...statuses.map((status) => formatNumber(counts.get(status) ?? 0)),
        formatNumber(all),
      ]),
    },
  };
}

/** How long open queries have waited by `now`, in ms since the epoch. */
export function ageChart({ openedAt }: Pick<QueryFacts, 'openedAt'>, now: number): ChartSpec {
  const texts = TEXTS.ages;
  const counts = AGE_LIMITS.map(() => 0);
  for (const at of openedAt) {
    const range = ageRange(ageInDays(at, now));
    counts[range] = (counts[range] ?? 0) + 1;
  }
  const labels = AGE_LIMITS.map((from, index) => {
    const next = AGE_LIMITS[index + 1];
    return next === undefined ? texts.over(from - 1) : texts.between(from, next - 1);
  });
  const old = sumOf(counts.filter((_, index) => (AGE_LIMITS[index] ?? 0) > 90));
  return {
    summary: texts.summary(formatNumber(openedAt.length), formatNumber(old)),
    labels: openedAt.length === 0 ? [] : labels,
    series: [{ name: texts.count, values: counts, colour: 3 }],
    table: {
      columns: [texts.age, texts.count],
      rows: labels.map((label, index) => [label, formatNumber(counts[index] ?? 0)]),
    },
  };
}

/** What share of each form's records is complete; the least complete form comes first. */
export function formChart(
  { byForm, completeByForm, count, complete }: RecordFacts,
  names: ReadonlyMap<string, string>,
): ChartSpec {
  const texts = TEXTS.forms;
  const forms = [...byForm]
    .map(([key, all]) => {
      const done = completeByForm.get(key) ?? 0;
      return { name: names.get(key) ?? key, all, done, share: percent(done, all) };
    })
    .sort((a, b) => a.share - b.share || a.name.localeCompare(b.name));
  return {
    summary: texts.summary(formatNumber(percent(complete, count))),
    labels: forms.map(({ name }) => name),
    horizontal: true,
    stacked: true,
    max: 100,
    unit: '%',
    series: [
      { name: texts.complete, values: forms.map(({ share }) => share), colour: 2 },
      { name: texts.incomplete, values: forms.map(({ share }) => round(100 - share)), colour: 4 },
    ],
    table: {
      columns: [texts.form, texts.complete, texts.incomplete, texts.share],
      rows: forms.map(({ name, all, done, share }) => [
        name,
        formatNumber(done),
        formatNumber(all - done),
        `${share} %`,
      ]),
    },
  };
}

/** A share in percent, with one decimal; of nothing it is 0. */
export function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : round((100 * part) / whole);
}

const round = (value: number): number => Math.round(value * 10) / 10;

const sumOf = (values: Iterable<number>): number => {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
};
