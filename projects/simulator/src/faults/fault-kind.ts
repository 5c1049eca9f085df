/** The ways in which the simulator can fail a request, each explained in the README. */
export const FAULT_KINDS = [
  '429',
  '500',
  '503',
  'reset',
  'reset-after',
  'hang',
  'drip',
  'truncated',
  'cut',
  'html',
  'html200',
  'redirect',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

export function isFaultKind(text: string): text is FaultKind {
  return (FAULT_KINDS as readonly string[]).includes(text);
}
