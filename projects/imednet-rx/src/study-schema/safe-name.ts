const NAME = /^[A-Za-z_][A-Za-z0-9_.]{0,63}$/;

/** A key that somebody made up, to be told: what does not look like a name could be a value in the wrong place. */
export function safeName(key: string): string {
  return NAME.test(key) ? key : '(unnamed)';
}
