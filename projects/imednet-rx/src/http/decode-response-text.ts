import { declaredCharset } from './declared-charset';

/**
 * Decodes a body in its declared charset, UTF-8 by default, without its byte order mark.
 *
 * @param bytes - whole body
 * @param contentType - value of the header; charset labels are those of the Encoding Standard
 * @param strict - without it, bytes that cannot be decoded are replaced, as the details of an error may be
 * @returns `undefined` when the charset is unknown or declared twice, or the bytes are not valid in it
 * @see {@link https://encoding.spec.whatwg.org/#names-and-labels | Encoding Standard, labels}
 */
export function decodeResponseText(
  bytes: Uint8Array,
  contentType: string | undefined,
  strict: boolean,
): string | undefined {
  try {
    const decoder = new TextDecoder(encodingOf(contentType, bytes), { fatal: true });
    // Node decodes windows-1252 as Latin-1 unless it is told that more may follow, which changes a € in silence.
    return decoder.decode(bytes, { stream: true }) + decoder.decode();
  } catch {
    return strict ? undefined : new TextDecoder().decode(bytes);
  }
}

function encodingOf(contentType = '', [first]: Uint8Array): string {
  const label = declaredCharset(contentType) ?? 'contradictory';
  // The standard reads ASCII as windows-1252, in which no byte is invalid.
  if (label === '' || /^((us-)?ascii|ansi_x3\.4-1968)$/.test(label)) return 'utf-8';
  // Without an order in its name, the byte order mark decides.
  return label === 'utf-16' && first === 0xfe ? 'utf-16be' : label;
}
