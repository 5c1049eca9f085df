const REDACTED = '[redacted]';
/** Longest text that is searched for values, in characters. */
const LONGEST_TEXT = 2_000;
/** Values that are searched for, containers included; with it their depth is limited too. */
const MOST_VALUES = 1_000;
/** Characters of all values together. */
const MOST_CHARACTERS = 10_000;

type Json = string | number | boolean | object | null | undefined;

/** Removes values from a text; returns `undefined` when the text is too long. */
export type RedactValues = (text: string) => string | undefined;

/**
 * Prepares the removal of every leaf of a JSON value from texts, whatever its case.
 *
 * Time and memory are limited, whatever the value: it is traversed without recursion, and each text is searched
 * once for all leaves, and rewritten once. Overlapping occurrences are removed as one, so no part of a leaf remains.
 *
 * @param value - JSON of any depth
 * @returns the function, or `undefined` when there is more to remove than the limits allow: no text is safe then
 */
export function redactValues(value: unknown): RedactValues | undefined {
  const leaves = leavesOf(value);
  return leaves && ((text) => (text.length > LONGEST_TEXT ? undefined : redact(text, leaves)));
}

function leavesOf(value: unknown): ReadonlySet<string> | undefined {
  const leaves = new Set<string>();
  const pending = [value as Json];
  let values = 0;
  let characters = 0;
  while (pending.length > 0) {
    const current = pending.pop() ?? {};
    if (typeof current === 'object') {
      const members: readonly Json[] = Object.values(current);
      values += members.length;
      // Before they are pushed: arguments stand on the stack.
      if (values > MOST_VALUES) return undefined;
      pending.push(...members);
      continue;
    }
    const leaf = String(current).trim();
    characters += leaf.length;
    // A long leaf is no exception: a text may quote the beginning of it.
    if (characters > MOST_CHARACTERS || leaf.length > LONGEST_TEXT) return undefined;
    if (leaf !== '') leaves.add(leaf);
  }
  return leaves;
}

function redact(text: string, leaves: ReadonlySet<string>): string {
  if (leaves.size === 0) return text;
  // The longest first; a look-ahead finds the next one inside the last, too.
  const each = [...leaves].sort((a, b) => b.length - a.length).map(escape);
  const occurrences = text.matchAll(new RegExp(`(?=(${each.join('|')}))`, 'giu'));
  let result = '';
  let end = -1;
  for (const { index, 1: leaf = '' } of occurrences) {
    if (index > end) result += text.slice(Math.max(end, 0), index) + REDACTED;
    end = Math.max(end, index + leaf.length);
  }
  return result + text.slice(Math.max(end, 0));
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
