/** How an attribute is compared with a value. */
export type FilterOperator = '<' | '<=' | '>' | '>=' | '==' | '!=' | '=~';

/** A comparison, or the word that joins two of them. */
export type FilterToken =
  | { readonly kind: 'condition'; readonly condition: FilterCondition }
  | { readonly kind: 'and' }
  | { readonly kind: 'or' };

export interface FilterCondition {
  readonly attribute: string;
  readonly operator: FilterOperator;
  readonly value: string;
  /** A quoted value is text, whatever it looks like. */
  readonly quoted: boolean;
}

/** Says what is wrong with a filter, without repeating its values. */
export class FilterError extends Error {
  override readonly name = 'FilterError';
}

const ATTRIBUTE = /[A-Za-z_][A-Za-z0-9_.]*/y;
const OPERATOR = /<=|>=|==|!=|=~|<|>/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/y;
const BARE = /[^\s;,"\\<>=!~()]+/y;
const JOINT = /;|,| and | or /y;

/** Splits a filter into comparisons and joints; white space is allowed only around the words. */
export function tokenizeFilter(text: string, operators: ReadonlySet<FilterOperator>): FilterToken[] {
  const tokens: FilterToken[] = [];
  let position = 0;

  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = position;
    const found = pattern.exec(text);
    if (found) position = pattern.lastIndex;
    return found;
  };
  const need = (pattern: RegExp, what: string): string => {
    const found = take(pattern);
    if (!found) throw new FilterError(`expected ${what} at position ${position}`);
    return found[0];
  };

  for (;;) {
    const attribute = need(ATTRIBUTE, 'an attribute');
    const at = position;
    const operator = need(OPERATOR, 'an operator') as FilterOperator;
    if (!operators.has(operator))
      throw new FilterError(`operator ${operator} is not allowed at position ${at}`);
    const quoted = take(QUOTED);
    const value = quoted ? (quoted[1] ?? '').replace(/\\(.)/gs, '$1') : need(BARE, 'a value');
    tokens.push({ kind: 'condition', condition: { attribute, operator, value, quoted: quoted !== null } });
    if (position === text.length) return tokens;
    const joint = need(JOINT, '";", ",", " and " or " or "');
    tokens.push({ kind: joint === ';' || joint === ' and ' ? 'and' : 'or' });
  }
}
