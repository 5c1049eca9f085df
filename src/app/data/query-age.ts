const DAY = 86_400_000;

/** Ages of queries, in days: from one up to the next. */
export const AGE_LIMITS = [0, 31, 61, 91, 181] as const;

/** How long a query has waited, in whole days. */
export function ageInDays(openedAt: number, now: number): number {
  return Math.max(0, Math.floor((now - openedAt) / DAY));
}

/** Which range of {@link AGE_LIMITS} an age belongs to. */
export function ageRange(days: number): number {
  return AGE_LIMITS.filter((limit) => days >= limit).length - 1;
}
