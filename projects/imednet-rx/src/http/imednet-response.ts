import type { AxiosResponse } from 'axios';

/** A response with the size of its body. */
export interface ImednetResponse<T = unknown> extends AxiosResponse<T> {
  /** Bytes of the body after decompression. */
  readonly bodySize?: number;
}
