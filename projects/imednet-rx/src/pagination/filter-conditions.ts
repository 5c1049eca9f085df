const QUOTED = /"(?:\\.|[^"\\])*"/g;

/**
 * The attributes that a filter names; `undefined` when it holds an OR.
 *
 * The API's filters have no parentheses, and AND binds tighter than OR: nothing can be joined to an OR. Each
 * attribute may appear once.
 *
 * @param filter - a filter in the API's syntax
 */
export function filterAttributes(filter: string): readonly string[] | undefined {
  const bare = filter.replace(QUOTED, '""');
  if (/,|\sor\s/.test(bare)) return undefined;
  return bare.split(/;|\sand\s/).flatMap((condition) => /^\s*([\w.]+)/.exec(condition)?.[1] ?? []);
}

/** Joins a condition to a filter without an OR. */
export function withCondition(filter: string | undefined, condition: string): string {
  return filter === undefined || filter === '' ? condition : `${filter};${condition}`;
}
