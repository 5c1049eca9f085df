import type { AxiosResponse } from 'axios';
import { headerOf } from './header-of';
import type { ImednetResponse } from './imednet-response';

const encoder = new TextEncoder();

/**
 * Bytes of a body after decompression: as the transport counted them, as the server says, or counted here.
 *
 * @param response - as it came from the transport
 * @param text - its body
 */
export function bodySize(response: AxiosResponse, text: unknown): number {
  const counted = (response as ImednetResponse).bodySize;
  if (counted !== undefined) return counted;
  if (typeof text !== 'string') return 0;
  const told = Number(headerOf(response.headers, 'content-length') ?? NaN);
  // A character takes a byte or more: less is what came over the wire, whether a header tells of it or not.
  return Number.isSafeInteger(told) && told >= text.length ? told : encoder.encode(text).length;
}
