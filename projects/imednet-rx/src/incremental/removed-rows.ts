import { map, type Observable, reduce } from 'rxjs';
import { PaginationError } from '../errors/client-error';
import { apiDate } from '../models/api-date';
import type { DatedList } from './dated-list';

/** What matters of an entry of the audit trail. */
export interface Revision {
  readonly recordId: number;
  readonly deleted: boolean;
  readonly dateCreated: string;
}

/**
 * Finds in the audit trail which rows are deleted: those whose last revision says so.
 *
 * The list itself can't tell: a row that the server removed is in none of its answers.
 *
 * The trail is read from further back than deletions are wanted, since the revision that restores a row may
 * carry an earlier date than the one that deleted it, by as much as dates can be late.
 *
 * @param trail - the audit trail
 * @param from - date from which on deletions are wanted, in ms since 1970
 * @param late - ms by which dates can be late
 * @returns emits once, the last revision of each deleted row, and completes; errors as a list does, and with
 *   a `PaginationError` for a revision of no row
 */
export function removedRows(
  trail: DatedList<Revision>,
  from: number,
  late: number,
): Observable<Iterable<Revision>> {
  const wantedFrom = apiDate(from);
  return trail
    .since(Math.max(0, from - late))
    .items()
    .pipe(
      reduce((removed, revision) => {
        const { recordId, deleted, dateCreated } = revision;
        // Without a date it would not count as a deletion.
        if (!Number.isSafeInteger(recordId) || typeof dateCreated !== 'string') {
          throw new PaginationError(
            'A revision does not name its record or its date, so what was deleted is not known. ' +
              "Use `deletions: 'flag'`, and report this to the vendor.",
          );
        }
        if (deleted && dateCreated >= wantedFrom) removed.set(recordId, revision);
        else removed.delete(recordId);
        return removed;
      }, new Map<number, Revision>()),
      map((removed) => removed.values()),
    );
}
