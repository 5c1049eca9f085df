import { fold, foldWithPlaces, wordsOf } from './fold-text';

const REDACTED = '[redacted]';
/** Longest text that is searched for values, in characters. */
const LONGEST_TEXT = 2_000;
/** Values that are searched for, containers included; with it their depth is limited too. */
const MOST_VALUES = 1_000;
/** Characters of all values together. */
const MOST_CHARACTERS = 10_000;
/** A number as texts write it, without its sign. */
const NUMBER = /\d[\d.]*(?:e[+-]?\d+)?/gi;

type Json = string | number | boolean | object | null | undefined;
type Range = readonly [start: number, end: number];

/** Removes values from texts. */
export interface RedactValues {
  /** Returns a text without the values; `undefined` when the text is too long. */
  (text: string): string | undefined;
  /** Whether a name consists of words of a value or of its member names, or contains one. */
  repeatedBy(name: string): boolean;
}

/** What a value holds. */
interface Leaves {
  readonly texts: ReadonlySet<string>;
  /** JSON keeps neither the digits beyond 2^53 nor the notation, so numbers are compared as such, too. */
  readonly numbers: ReadonlySet<number>;
  readonly names: ReadonlySet<string>;
}

/**
 * Prepares the removal of every leaf of a JSON value from texts, whatever its case, its accents and how its spaces and
 * characters are encoded.
 *
 * Time and memory are limited, whatever the value: it is traversed without recursion, and each text is searched
 * once for all leaves, and rewritten once. Overlapping occurrences are removed as one, so no part of a leaf remains.
 *
 * @param value - JSON of any depth
 * @returns the function, or `undefined` when there is more to remove than the limits allow: no text is safe then
 */
export function redactValues(value: unknown): RedactValues | undefined {
  const leaves = leavesOf(value);
  if (!leaves) return undefined;
  return Object.assign((text: string) => (text.length > LONGEST_TEXT ? undefined : redact(text, leaves)), {
    repeatedBy: (name: string) => isRepeatedBy(name, leaves),
  });
}

function leavesOf(value: unknown): Leaves | undefined {
  const texts = new Set<string>();
  const numbers = new Set<number>();
  const names = new Set<string>();
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
      if (!Array.isArray(current)) for (const name of Object.keys(current)) names.add(name);
      continue;
    }
    if (typeof current === 'number') numbers.add(Math.abs(current));
    const leaf = String(current).trim();
    characters += leaf.length;
    // A long leaf is no exception: a text may quote the beginning of it.
    if (characters > MOST_CHARACTERS || leaf.length > LONGEST_TEXT) return undefined;
    const text = fold(leaf);
    // Nothing that could be searched for is left of it.
    if (text === '' && leaf !== '') return undefined;
    if (text !== '') texts.add(text);
  }
  return { texts, numbers, names };
}

function redact(text: string, leaves: Leaves): string {
  const ranges = [...rangesOfTexts(text, leaves.texts), ...rangesOfNumbers(text, leaves.numbers)];
  let result = '';
  let end = -1;
  for (const [from, to] of ranges.sort(([a], [b]) => a - b)) {
    if (from > end) result += text.slice(Math.max(end, 0), from) + REDACTED;
    end = Math.max(end, to);
  }
  return result + text.slice(Math.max(end, 0));
}

function rangesOfTexts(text: string, leaves: ReadonlySet<string>): readonly Range[] {
  if (leaves.size === 0) return [];
  const { folded, starts, ends } = foldWithPlaces(text);
  // The longest first; a look-ahead finds the next one inside the last, too.
  const each = [...leaves].sort((a, b) => b.length - a.length).map(escape);
  return Array.from(
    folded.matchAll(new RegExp(`(?=(${each.join('|')}))`, 'gu')),
    ({ index, 1: leaf = '' }) => [starts[index] ?? 0, ends[index + leaf.length - 1] ?? text.length],
  );
}

function rangesOfNumbers(text: string, numbers: ReadonlySet<number>): readonly Range[] {
  if (numbers.size === 0) return [];
  return Array.from(text.matchAll(NUMBER))
    .filter(([digits]) => numbers.has(Number(digits)))
    .map(({ 0: digits, index }) => [index, index + digits.length]);
}

function isRepeatedBy(name: string, { texts, names }: Leaves): boolean {
  const words = wordsOf(name);
  return [...texts, ...names].some((each) => {
    const repeated = wordsOf(each);
    return repeated.trim() !== '' && (words.includes(repeated) || repeated.includes(words));
  });
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
