import type { PageCursor } from './page-cursor';

/** A page of one run, and where that run alone would be resumed after it. */
export interface Placed {
  /** Items of the page. */
  readonly items: number;
  /** `null` after the last page of the run. */
  readonly cursor: PageCursor | null;
}

/** Records that a page of a run is finished, and returns where the whole list can be resumed. */
export type Locate = (page: Placed) => PageCursor | null;

/** Where a list that is read as a whole can be resumed: where its only run can. */
export const locateInWhole: Locate = ({ cursor }) => cursor;
