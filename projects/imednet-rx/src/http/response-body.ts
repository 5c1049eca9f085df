import { asyncScheduler } from 'rxjs';
import { AdapterError } from './adapter-error';
import { decodeResponseText } from './decode-response-text';

/** Code of an `AdapterError` for a body that is larger than `maxContentLength` allows. */
const TOO_LARGE = 'ERR_RESPONSE_TOO_LARGE';
/** How long the body of an error may take after its head, in ms. */
export const DETAILS_TIME = 1_000;

/** Whether an adapter rejected because of a body that is too large; axios' own adapters say so in the message only. */
export function isTooLarge(error: unknown): boolean {
  try {
    const { code, message } = Object(error) as AdapterError;
    return code === TOO_LARGE || (code === 'ERR_BAD_RESPONSE' && message.startsWith('maxContentLength'));
  } catch {
    // An adapter of the application may reject with anything.
    return false;
  }
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
 * Reads the body of a response.
 *
 * The status of an error counts more than its body: one that breaks off or does not arrive in time has no details.
 *
 * @param head - of the response
 * @param next - reads the next chunk
 * @param cancel - called when the rest is not read
 * @param limit - bytes after decompression
 * @throws AdapterError when the body of a successful response is too large
 */
export async function readBody(
  { status, contentType }: { readonly status: number; readonly contentType: string | undefined },
  next: Parameters<typeof readBytes>[0],
  cancel: () => void,
  limit: number,
): Promise<ResponseBody> {
  const bytes$ = readBytes(next, limit);
  const bytes = await (isData(status) ? bytes$ : unlessLate(bytes$));
  if (!bytes) cancel();
  return toBody(bytes, status, contentType);
}

/** Returns `undefined` for bytes that can't be read, or not in time. */
function unlessLate(bytes$: Promise<Uint8Array | undefined>): Promise<Uint8Array | undefined> {
  return new Promise((resolve) => {
    const late = asyncScheduler.schedule(() => {
      resolve(undefined);
    }, DETAILS_TIME);
    void bytes$
      .catch(() => undefined)
      .then((bytes) => {
        late.unsubscribe();
        resolve(bytes);
      });
  });
}

/**
 * Turns the bytes of a body into its text.
 *
 * The status of an error counts more than its body: one that is too large or not text has no details.
 *
 * @param bytes - `undefined` for a body that is too large or was not read to its end
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
