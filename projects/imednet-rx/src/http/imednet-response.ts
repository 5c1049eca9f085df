import type { AxiosResponse } from 'axios';
import type { NumberFormat } from './number-format';

/** A response with what is known of its body. */
export interface ImednetResponse<T = unknown> extends AxiosResponse<T> {
  /** Bytes of the body after decompression. */
  readonly bodySize?: number;
  /** The body as received, decompressed and decoded; where the request asked for it. */
  readonly rawText?: string;
  /** `text` where numbers of `recordData` are strings. */
  readonly numbers?: NumberFormat;
}
