/** A ratio that should not be exceeded. */
export interface Target {
  readonly name: string;
  readonly ratio: number;
  readonly limit: number;
  readonly met: boolean;
}

export function targetAtMost(name: string, ratio: number, limit: number): Target {
  return { name, ratio, limit, met: ratio <= limit };
}

/** The target in one line. */
export function targetLine({ name, ratio, limit, met }: Target): string {
  return `${name}: ${ratio.toFixed(2)} (target: at most ${limit.toFixed(2)}, ${met ? 'met' : 'not met'})`;
}
