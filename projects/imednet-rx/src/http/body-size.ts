import { AxiosHeaders, type AxiosResponse } from 'axios';
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
  const headers = AxiosHeaders.from(response.headers as AxiosHeaders);
  const length = headers.get('content-encoding') ? NaN : Number(headers.get('content-length') ?? NaN);
  if (Number.isSafeInteger(length)) return length;
  return typeof text === 'string' ? encoder.encode(text).length : 0;
}
