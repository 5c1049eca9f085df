/** What the vendor's error envelope tells, without the refused value. */
export interface ErrorEnvelope {
  readonly code?: string;
  readonly attribute?: string;
  readonly description?: string;
}

const IDENTIFIER = /^(?!.*\[redacted\])[\w.[\]-]{1,64}$/;
const REDACTED = '[redacted]';

/**
 * Reads `metadata.error` of an error answer.
 *
 * The envelope's `field.value` may hold patient data: it is dropped here, and cut out of the description.
 *
 * @param text - body of the answer; a gateway's HTML page or an empty body gives an empty envelope
 */
export function readErrorEnvelope(text: unknown): ErrorEnvelope {
  const error = member(member(parseLoosely(text), 'metadata'), 'error');
  const field = member(error, 'field');
  const values = leaves(member(field, 'value'));
  const code = codeOf(member(error, 'code'), values);
  const attribute = identifier(withoutValues(member(field, 'attribute'), values));
  const description = member(error, 'description') ?? member(error, 'message');
  return {
    ...(code === undefined ? {} : { code }),
    ...(attribute === undefined ? {} : { attribute }),
    ...(typeof description === 'string' ? { description: withoutValues(description, values) } : {}),
  };
}

function parseLoosely(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function identifier(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && IDENTIFIER.test(text) ? text : undefined;
}

/** The vendor's codes are numbers, which a value may resemble; one of another kind must not repeat a value. */
function codeOf(code: unknown, values: readonly string[]): string | undefined {
  const known = identifier(code);
  return known !== undefined && /^\d{1,5}$/.test(known) ? known : identifier(withoutValues(code, values));
}

function withoutValues<T>(text: T, values: readonly string[]): T | string {
  if (typeof text !== 'string') return text;
  return values.reduce<string>(
    (rest, value) => rest.replace(new RegExp(escape(value), 'giu'), REDACTED),
    text,
  );
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** Every text in a value, longest first, so that no part of a longer one is left standing. */
function leaves(value: unknown): readonly string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value).trim()].filter(Boolean);
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value)
    .flatMap(leaves)
    .sort((a, b) => b.length - a.length);
}
