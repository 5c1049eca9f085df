/** Marks, invisible characters, and what escapes a character in a quoted text. */
const IGNORED = /[\p{M}\p{Cf}\\]/gu;

/** A text without what does not distinguish words to a reader, and where its characters stand in the original. */
export interface FoldedText {
  readonly folded: string;
  /** For each UTF-16 unit of `folded`, where its character begins in the original. */
  readonly starts: readonly number[];
  /** For each UTF-16 unit of `folded`, where its character ends in the original, with what is ignored after it. */
  readonly ends: readonly number[];
}

/** Returns a text without differences in case, accents, encoding and kind of space: `Straße`, `STRASSE`; `é`, `e`. */
export function fold(text: string): string {
  return foldWithPlaces(text).folded;
}

/** Folds a text character by character, so that what is found in it can be found in the original. */
export function foldWithPlaces(text: string): FoldedText {
  let folded = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let end = 0;
  for (const character of text) {
    const start = end;
    end += character.length;
    const units = foldCharacter(character);
    folded += units;
    starts.push(...Array<number>(units.length).fill(start));
    // What is ignored belongs to the character before it.
    if (units === '') for (let at = ends.length - 1; ends[at] === start; at--) ends[at] = end;
    else ends.push(...Array<number>(units.length).fill(end));
  }
  return { folded, starts, ends };
}

/** Returns the words of a text, folded, with a space before and after each: `a_B` is ` a b `. */
export function wordsOf(text: string): string {
  return ` ${fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(' ')} `;
}

/** By code point, since the case of some letters depends on their neighbours. */
function foldCharacter(character: string): string {
  if (/[\w ]/.test(character)) return character.toLowerCase();
  const plain = character.normalize('NFKD').replace(IGNORED, '').replace(/\s/g, ' ');
  return Array.from(plain.toUpperCase(), (letter) => letter.toLowerCase())
    .join('')
    .replace(IGNORED, '');
}
