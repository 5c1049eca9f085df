import { statusOf } from './named-status';
import { type RedactValues, redactValues } from './redact-values';

/** Details of an error in the vendor's format, without the rejected value. */
export interface ErrorEnvelope {
  readonly code?: string;
  readonly attribute?: string;
  readonly description?: string;
}

const IDENTIFIER = /^[\w.[\]-]{1,64}$/;
/** Members of an error that describe it; each other one may hold what was rejected. */
const DESCRIBING = /^(code|description|message|attribute|status|type|path|timestamp)$/;
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
 * Its `field.value`, and each other member that does not describe the error, may hold patient data: it is omitted, and
 * removed from the description. A value that is too large to be removed takes with it every detail in which it could
 * stand. A code or an attribute that shares words with a value is omitted.
 *
 * @param read - returns parsed JSON; there are no details when it throws
 */
export function readErrorDetails(read: () => unknown): ErrorEnvelope {
  try {
    const error = read();
    const field = memberOf(error, 'field');
    const redact = redactValues(rejectedIn(error));
    const said = memberOf(error, 'description') ?? memberOf(error, 'message');
    const code = identifier(memberOf(error, 'code'), redact);
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

/** What may have been rejected: all of an error, and of its field, that does not describe it. */
function rejectedIn(error: unknown): unknown {
  if (typeof error !== 'object' || error === null || Array.isArray(error)) return error;
  return Object.entries(error)
    .filter(([name]) => !DESCRIBING.test(name))
    .map(([name, value]: [string, unknown]) => (name === 'field' ? rejectedIn(value) : value));
}

/** A text that is a name, unless it repeats a value. */
function identifier(value: unknown, redact: RedactValues | undefined): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || !IDENTIFIER.test(text)) return undefined;
  // Known codes are numbers, which a value may resemble.
  if (/^\d{3,4}$/.test(text) && statusOf(text) !== undefined) return text;
  return redact?.(text) === text && !redact.repeatedBy(text) ? text : undefined;
}
