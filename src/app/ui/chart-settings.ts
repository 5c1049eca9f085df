import type { ChartConfiguration, ChartData, ChartDataset } from 'chart.js';
import type { ChartSeries, ChartSpec } from './chart-spec';

type Kind = 'bar' | 'line';
type Options = NonNullable<ChartConfiguration<Kind>['options']>;

/** Colours as the page has them now. */
export interface ChartColours {
  readonly text: string;
  readonly grid: string;
  readonly surface: string;
  readonly series: readonly string[];
}

const FONT = { family: "'Inter Variable', system-ui, sans-serif", size: 11.5 };
const MANY_LABELS = 14;
/** Characters of a name beside its bar. */
const LONGEST_LABEL = 32;

/** A specification as chart.js wants it. */
export function chartSettings(spec: ChartSpec, colours: ChartColours): ChartConfiguration<Kind> {
  const horizontal = spec.horizontal ?? false;
  return {
    type: 'bar',
    data: chartData(spec, colours),
    options: {
      indexAxis: horizontal ? 'y' : 'x',
      responsive: true,
      maintainAspectRatio: false,
      animation: false,
      interaction: { mode: 'index', intersect: false, axis: horizontal ? 'y' : 'x' },
      scales: scalesOf(spec, colours),
      plugins: {
        legend: {
          display: spec.series.length > 1,
          position: 'bottom',
          labels: {
            color: colours.text,
            font: FONT,
            boxWidth: 8,
            boxHeight: 8,
            usePointStyle: true,
            pointStyle: 'circle',
            padding: 16,
          },
        },
        tooltip: { titleFont: FONT, bodyFont: FONT, padding: 10, cornerRadius: 6, boxPadding: 4 },
      },
    },
  };
}

function scalesOf(spec: ChartSpec, { text, grid }: ChartColours): NonNullable<Options['scales']> {
  const { horizontal = false, stacked = false, labels, max, series, unit } = spec;
  const ticks = { color: text, font: FONT };
  const isDouble = series.some(({ apart }) => apart);
  const value = (isApart: boolean) => ({
    beginAtZero: true,
    stacked,
    ...(max === undefined ? {} : { max }),
    border: { display: false },
    grid: isApart ? { display: false } : { color: grid },
    ticks: {
      ...ticks,
      precision: 0,
      maxTicksLimit: 6,
      ...(unit === undefined ? {} : { callback: (tick: string | number) => `${tick} ${unit}` }),
    },
    // Where there are two axes, each says what it measures.
    title: {
      display: isDouble,
      text: series.find(({ apart = false }) => apart === isApart)?.name ?? '',
      ...ticks,
    },
    ...(isApart ? { position: 'right' as const } : {}),
  });
  const category = {
    stacked,
    border: { color: grid },
    grid: { display: false },
    ticks: {
      ...ticks,
      maxRotation: 0,
      autoSkipPadding: 12,
      autoSkip: !horizontal || labels.length > MANY_LABELS,
      // The whole name is in the tooltip and in the table.
      callback: (_value: string | number, index: number) => shorten(labels[index] ?? ''),
    },
  };
  return {
    ...(horizontal ? { x: value(false), y: category } : { x: category, y: value(false) }),
    ...(isDouble ? { apart: value(true) } : {}),
  };
}

/** The part of the settings that grows with the data. */
function chartData(spec: ChartSpec, colours: ChartColours): ChartData<Kind> {
  return {
    labels: [...spec.labels],
    datasets: spec.series.map((series) => dataset(series, colours)),
  };
}

function dataset(series: ChartSeries, colours: ChartColours): ChartDataset<Kind> {
  const { name, values, as = 'bar', apart = false, colour } = series;
  const shade = colours.series[colour - 1] ?? colours.text;
  const common = { label: name, data: [...values], ...(apart ? { yAxisID: 'apart' } : {}) };
  if (as === 'line') {
    return {
      ...common,
      type: 'line',
      borderColor: shade,
      backgroundColor: shade,
      borderWidth: 2.5,
      pointRadius: 0,
      pointHoverRadius: 4,
      tension: 0.3,
      order: 0,
    };
  }
  return {
    ...common,
    type: 'bar',
    backgroundColor: shade,
    borderColor: colours.surface,
    borderRadius: 3,
    borderSkipped: false,
    borderWidth: { left: 0, right: 1, top: 0, bottom: 0 },
    maxBarThickness: 26,
    order: 1,
  };
}

/** A name that leaves room for the bars, cut at its end. */
function shorten(name: string): string {
  return name.length > LONGEST_LABEL ? `${name.slice(0, LONGEST_LABEL - 1).trimEnd()}…` : name;
}
