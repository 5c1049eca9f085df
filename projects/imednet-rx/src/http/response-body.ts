import { AdapterError } from './adapter-error';
import { decodeResponseText } from './decode-response-text';

/** Code of an `AdapterError` for a body that is larger than `maxContentLength` allows. */
const TOO_LARGE = 'ERR_RESPONSE_TOO_LARGE';

/** Whether an adapter rejected because of a body that is too large; axios' own adapters say so in the message only. */
export function isTooLarge(error: unknown): boolean {
  const { code, message } = Object(error) as AdapterError;
  return code === TOO_LARGE || (code === 'ERR_BAD_RESPONSE' && message.startsWith('maxContentLength'));
}

/** Whether the body of a response with this status is data. */
export function isData(status: number): boolean {
  return status >= 200 && status < 300;
}

/** Body of a response, as an adapter returns it. */
export interface ResponseBody {
  /** `undefined` when the bytes of a successful response are not text in the declared charset. */
  readonly data: string | undefined;
  /** Bytes after decompression. */
  readonly bodySize: number;
}

/**
 * Reads a body to its end, or until it exceeds a limit.
 *
 * @param next - reads the next chunk
 * @param limit - bytes after decompression
 * @returns `undefined` when it is larger
 */
export async function readBytes(
  next: () => Promise<{ readonly done?: boolean | undefined; readonly value?: Uint8Array | undefined }>,
  limit: number,
): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let chunk; (chunk = (await next()).value); chunks.push(chunk)) {
    size += chunk.length;
    if (size > limit) return undefined;
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/**
 * Turns the bytes of a body into its text.
 *
 * The status of an error counts more than its body: one that is too large or not text has no details.
 *
 * @param bytes - `undefined` for a body that is too large
 * @throws AdapterError when the body of a successful response is too large
 */
export function toBody(
  bytes: Uint8Array | undefined,
  status: number,
  contentType: string | undefined,
): ResponseBody {
  if (bytes) return { data: decodeResponseText(bytes, contentType, isData(status)), bodySize: bytes.length };
  if (isData(status)) throw new AdapterError(TOO_LARGE);
  return { data: '', bodySize: 0 };
}
