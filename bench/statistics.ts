import type { Measurement } from './run-contender';

/** The middle value; the mean of the two middle ones if there is an even number. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}

/** The median of each measured quantity on its own. */
export function medians(runs: readonly Measurement[]): Measurement {
  return {
    wallMs: median(runs.map(({ wallMs }) => wallMs)),
    cpuMs: median(runs.map(({ cpuMs }) => cpuMs)),
    peakRssMb: median(runs.map(({ peakRssMb }) => peakRssMb)),
  };
}
