import { map, type Observable, reduce } from 'rxjs';
import { PaginationError } from '../errors/response-contract-error';
import type { DatedList } from './dated-list';

/** What matters of an entry of the audit trail. */
export interface Revision {
  readonly recordRevisionId: number;
  readonly recordId: number;
  readonly deleted: boolean;
}

/**
 * Finds in the audit trail which rows are deleted: those whose last revision says so.
 *
 * The list itself can't report it: a row that the server removed is in none of its pages. The trail is read by its keys
 * and not by its dates: a deletion that is dated in the future would else be read without the later revision that
 * restored the row.
 *
 * @param trail - the audit trail
 * @param after - key of the revision after which deletions are wanted; `null` for all
 * @returns emits once, the last revision of each deleted row, and completes; errors as a list does, and with
 *   a `PaginationError` for a revision without a row
 */
export function removedRows(
  trail: DatedList<Revision>,
  after: number | null,
): Observable<Iterable<Revision>> {
  return trail
    .after(after)
    .items()
    .pipe(
      reduce((removed, revision) => {
        const { recordId, deleted } = revision;
        if (!Number.isSafeInteger(recordId) || typeof deleted !== 'boolean') {
          throw new PaginationError(
            'A revision does not name its record, or whether it deletes it, so what was deleted is not known. ' +
              "Use `deletions: 'flag'`, and report this to the vendor.",
          );
        }
        if (deleted) removed.set(recordId, revision);
        else removed.delete(recordId);
        return removed;
      }, new Map<number, Revision>()),
      map((removed) => removed.values()),
    );
}
