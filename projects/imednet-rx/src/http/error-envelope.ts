import { type RedactValues, redactValues } from './redact-values';

/** Details of an error in the vendor's format, without the rejected value. */
export interface ErrorEnvelope {
  readonly code?: string;
  readonly attribute?: string;
  readonly description?: string;
}

const IDENTIFIER = /^[\w.[\]-]{1,64}$/;
/** Longest body that is parsed for details, in characters; 256 Ki. */
const LONGEST_BODY = 2 ** 18;

/**
 * Reads the details of an error response from `metadata.error`.
 *
 * Details never decide the type of an error: whatever the body holds, this returns, in time and memory that are limited.
 *
 * @param text - body of the response; a gateway's HTML page, an empty or a very long body has no details
 */
export function readErrorEnvelope(text: unknown): ErrorEnvelope {
  if (typeof text !== 'string' || text.length > LONGEST_BODY) return {};
  return readErrorDetails(() => memberOf(memberOf(JSON.parse(text), 'metadata'), 'error'));
}

/**
 * Reads the details of an error object.
 *
 * Its `field.value` may hold patient data: it is omitted, and removed from the description. A value that is too large to
 * be removed takes with it every detail in which it could stand.
 *
 * @param read - returns parsed JSON; there are no details when it throws
 */
export function readErrorDetails(read: () => unknown): ErrorEnvelope {
  try {
    const error = read();
    const field = memberOf(error, 'field');
    const redact = redactValues(memberOf(field, 'value'));
    const said = memberOf(error, 'description') ?? memberOf(error, 'message');
    // The vendor's codes are numbers, which a value may resemble; one of another kind must not repeat a value.
    const code = identifier(memberOf(error, 'code'), (text) =>
      /^\d{1,5}$/.test(text) ? text : redact?.(text),
    );
    const attribute = identifier(memberOf(field, 'attribute'), redact);
    const description = typeof said === 'string' ? redact?.(said) : undefined;
    return {
      ...(code === undefined ? {} : { code }),
      ...(attribute === undefined ? {} : { attribute }),
      ...(description === undefined ? {} : { description }),
    };
  } catch {
    // Whatever went wrong may quote the body, so it must not travel on.
    return {};
  }
}

/** A member of parsed JSON; `undefined` for what has no members. */
export function memberOf(value: unknown, name: string): unknown {
  return (value as Readonly<Record<string, unknown>> | null | undefined)?.[name];
}

/** A text that is a name, unless it repeats a value. */
function identifier(value: unknown, redact: RedactValues | undefined): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || !IDENTIFIER.test(text)) return undefined;
  return redact?.(text) === text ? text : undefined;
}
