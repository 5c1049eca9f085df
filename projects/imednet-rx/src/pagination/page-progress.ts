/** How far a run through a list has come. */
export interface PageProgress {
  /** Pages that were read. */
  readonly pages: number;
  /** Items that were read, those before a cursor that the run went on from included. */
  readonly items: number;
  /** Items that there are to read, as far as the last page told; `null` when the server does not say. */
  readonly total: number | null;
  /** Bytes of all bodies, after decompression. */
  readonly bytes: number;
  /** Items per second of this run; 0 until time has passed. */
  readonly rate: number;
  /** Time until the end at this rate, in ms; `null` while it can't be told. */
  readonly eta: number | null;
}
