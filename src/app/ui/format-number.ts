const FORMAT = new Intl.NumberFormat('en-US');

/** A number for people to read, e.g. `12,500`. */
export function formatNumber(value: number): string {
  return FORMAT.format(value);
}
