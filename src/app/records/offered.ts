/** What can be chosen, and what is. */
export interface Offered {
  readonly chosen: string | null;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** Offers what is chosen even where it is none of what is known: a filter must not be at work unseen. */
export function offered(chosen: string | null, known: readonly (readonly [string, string])[]): Offered {
  const options = known.map(([value, label]) => ({ value, label }));
  const isKnown = chosen === null || options.some(({ value }) => value === chosen);
  return { chosen, options: isKnown ? options : [...options, { value: chosen, label: chosen }] };
}
