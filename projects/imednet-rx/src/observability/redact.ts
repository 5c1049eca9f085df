/**
 * Tells whether a fact is to be left out of logs, spans and metrics. It can only take away.
 *
 * @param name - of the log field or attribute, e.g. `studyKey` or `imednet.study.key`
 * @param value - of it
 */
export type Redact = (name: string, value: unknown) => boolean;

/** The facts that a redaction leaves; one that throws leaves nothing. */
export function redacted<F extends object>(facts: F, redact: Redact | undefined): F {
  if (!redact) return facts;
  const isKept = ([name, value]: [string, unknown]): boolean => {
    try {
      return !redact(name, value);
    } catch {
      return false;
    }
  };
  return Object.fromEntries(Object.entries(facts).filter(isKept)) as F;
}
