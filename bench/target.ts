/** A ratio that should be reached, or not be exceeded. */
export interface Target {
  readonly name: string;
  readonly ratio: number;
  readonly limit: number;
  readonly bound: 'at least' | 'at most';
  readonly met: boolean;
}

export function targetAtLeast(name: string, ratio: number, limit: number): Target {
  return { name, ratio, limit, bound: 'at least', met: ratio >= limit };
}

export function targetAtMost(name: string, ratio: number, limit: number): Target {
  return { name, ratio, limit, bound: 'at most', met: ratio <= limit };
}

/** The target in one line. */
export function targetLine({ name, ratio, limit, bound, met }: Target): string {
  return `${name}: ${ratio.toFixed(2)} (target: ${bound} ${limit.toFixed(2)}, ${met ? 'met' : 'NOT met'})`;
}
