import { ConfigurationError } from '../errors/client-error';

/** Gives the hash of a text, in hexadecimal digits. */
export type KeyedHash = (text: string) => Promise<string>;

const HMAC = { name: 'HMAC', hash: 'SHA-256' } as const;

/**
 * HMAC-SHA-256 under a salt and, where there is one, a secret.
 *
 * A plain hash of what a patient may have answered can be found by trying all answers, and the same for each
 * patient. The salt makes each submission's hashes different; only a secret keeps who has the salt from trying.
 *
 * @param salt - in hexadecimal digits
 * @throws ConfigurationError where there is no Web Crypto
 * @see {@link https://www.rfc-editor.org/rfc/rfc2104 | RFC 2104, HMAC}
 */
export function keyedHash(salt: string, secret = ''): KeyedHash {
  const { subtle } = webCrypto();
  const encoder = new TextEncoder();
  const key = subtle.importKey('raw', encoder.encode(`${salt}${secret}`), HMAC, false, ['sign']);
  return async (text) => toHex(new Uint8Array(await subtle.sign('HMAC', await key, encoder.encode(text))));
}

/** 128 random bits, in hexadecimal digits. */
export function newSalt(): string {
  return toHex(webCrypto().getRandomValues(new Uint8Array(16)));
}

/** A random UUID. */
export function newId(): string {
  return webCrypto().randomUUID();
}

/** Browsers give it to pages of a secure context only. */
function webCrypto(): Crypto {
  const crypto = globalThis.crypto as Crypto | undefined;
  if (crypto && (crypto as Partial<Crypto>).subtle) return crypto;
  throw new ConfigurationError(
    'Receipts need Web Crypto, which browsers give to secure pages only. Serve the page over https or from localhost.',
  );
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
