import { ResponseParseError } from '../errors/request-error';
import type { ImednetRequest } from './imednet-request';

/**
 * Reads the text of a successful answer as JSON, or as it is where the request wants a text.
 *
 * A cut-off body, a gateway's HTML page and an empty body are transport failures, never data.
 *
 * @throws ResponseParseError
 */
export function parseJson(text: unknown, status: number, request: ImednetRequest): unknown {
  if (request.responseType === 'text' && (typeof text === 'string' || status === 204)) return text ?? '';
  if (status === 204) return null;
  try {
    if (typeof text === 'string') return request.parse ? request.parse(text) : JSON.parse(text);
  } catch {
    // The parser's message quotes the body, so it must not travel on. A parser that recurses may also run out of stack.
  }
  throw new ResponseParseError(request, status);
}
