import type { Measurement } from './run-contender';

/** The middle value; the mean of the two middle ones if there is an even number. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}

/** The median of each measured quantity on its own. */
export function medians(runs: readonly Measurement[]): Measurement {
  const of = (quantity: keyof Measurement): number => median(runs.map((run) => run[quantity]));
  return {
    wallMs: of('wallMs'),
    cpuMs: of('cpuMs'),
    peakRssMb: of('peakRssMb'),
    mostPages: of('mostPages'),
  };
}

/**
 * The median of the ratios of runs of the same round: what slows a round down hits both.
 *
 * @param quantity - what is compared
 */
export function pairedRatio(
  runs: readonly Measurement[],
  others: readonly Measurement[],
  quantity: keyof Measurement,
): number {
  return median(runs.map((run, round) => run[quantity] / (others[round]?.[quantity] ?? NaN)));
}
